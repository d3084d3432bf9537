package org.estimator4j.kotlin

import org.estimator4j.input.ExampleSource
import org.estimator4j.input.Input
import org.estimator4j.input.Missing
import org.estimator4j.input.Rows
import org.tensorflow.ndarray.Shape
import org.tensorflow.types.family.TType

/**
 * Rows out of record files (TFRecord) of `tf.Example`s.
 *
 * @param path a file, or several by a pattern such as `data/train-*.tfrecord`
 * @param configure names the features and labels; what is not named is not read
 * @return the rows, to shuffle, split and batch
 * @sample org.estimator4j.kotlin.samples.tfRecordsSample
 */
public fun tfRecords(path: String, configure: ExampleScope.() -> Unit): Rows =
  ExampleScope(Input.tfRecords(path)).apply(configure).rows()

/** What of each example is read, and what becomes of missing values; see [ExampleSource]. */
@EstimatorDsl
public class ExampleScope internal constructor(private var source: ExampleSource) {

  /** Reads a feature of a type such as `TFloat32`. A first size of -1 differs from row to row. */
  public inline fun <reified T : TType> feature(
    name: String,
    rowShape: Shape = Shape.scalar(),
    missing: Missing? = null,
  ): Unit = feature(name, T::class.java, rowShape, missing)

  @PublishedApi
  internal fun feature(name: String, type: Class<out TType>, rowShape: Shape, missing: Missing?) {
    source = source.feature(name, type, rowShape)
    missing(name, missing)
  }

  /** Reads a label of a type such as `TFloat32`. A first size of -1 differs from row to row. */
  public inline fun <reified T : TType> label(
    name: String,
    rowShape: Shape = Shape.scalar(),
    missing: Missing? = null,
  ): Unit = label(name, T::class.java, rowShape, missing)

  @PublishedApi
  internal fun label(name: String, type: Class<out TType>, rowShape: Shape, missing: Missing?) {
    source = source.label(name, type, rowShape)
    missing(name, missing)
  }

  /** Reads a feature whose rows differ in length. */
  public inline fun <reified T : TType> ragged(name: String): Unit = ragged(name, T::class.java)

  @PublishedApi
  internal fun ragged(name: String, type: Class<out TType>) {
    source = source.ragged(name, type)
  }

  /** Reads a feature of which only some values are there: of so many, -1 if that is not known. */
  public inline fun <reified T : TType> sparse(name: String, size: Long = -1): Unit =
    sparse(name, T::class.java, size)

  @PublishedApi
  internal fun sparse(name: String, type: Class<out TType>, size: Long) {
    source = source.sparse(name, type, size)
  }

  private fun missing(column: String, policy: Missing?) {
    if (policy != null) source = source.missing(column, policy)
  }

  internal fun rows(): Rows = source.rows()
}
