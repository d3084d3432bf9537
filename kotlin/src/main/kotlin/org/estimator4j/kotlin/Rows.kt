package org.estimator4j.kotlin

import java.util.OptionalLong
import org.estimator4j.input.Batch
import org.estimator4j.input.ElementSpec
import org.estimator4j.input.Input
import org.estimator4j.input.InputCursor
import org.estimator4j.input.InputSplit
import org.estimator4j.input.Row
import org.estimator4j.input.Rows
import org.tensorflow.types.family.TType

/** The names, types and shapes of its features and labels. */
public val Input.elementSpec: ElementSpec
  get() = elementSpec()

/** The number of batches; null if it is not known or has no end. */
public val Input.size: Long?
  get() = size().orNull()

/** The names, types and shapes of the features and labels. */
public val Rows.elementSpec: ElementSpec
  get() = elementSpec()

/** The number of rows; null if it is not known or has no end. */
public val Rows.size: Long?
  get() = size().orNull()

/** The names, types and shapes of the features and labels. */
public val Row.elementSpec: ElementSpec
  get() = elementSpec()

/** The features' tensors by name; the batch owns them. */
public val Batch.features: Map<String, TType>
  get() = features()

/** The labels' tensors by name; the batch owns them. */
public val Batch.labels: Map<String, TType>
  get() = labels()

/** The number of rows. */
public val Batch.size: Int
  get() = size()

/** The names, types and shapes of the features and labels. */
public val Batch.elementSpec: ElementSpec
  get() = elementSpec()

/** How many batches were given, or skipped to begin with. */
public val InputCursor.position: Long
  get() = position()

/** The first of a destructured [InputSplit]: its [train][InputSplit.train]. */
public operator fun InputSplit.component1(): Rows = train()

/** The second of a destructured [InputSplit]: its [test][InputSplit.test]. */
public operator fun InputSplit.component2(): Rows = test()

private fun OptionalLong.orNull(): Long? = if (isPresent) asLong else null
