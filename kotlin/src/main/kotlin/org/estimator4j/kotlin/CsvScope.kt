package org.estimator4j.kotlin

import org.estimator4j.input.CsvSource
import org.estimator4j.input.Input
import org.estimator4j.input.Missing
import org.estimator4j.input.Rows
import org.tensorflow.types.family.TType

/**
 * Rows out of files of comma-separated values with a header.
 *
 * @param path a file, or several by a pattern such as `data/part-*.csv`
 * @param configure names the columns; without a feature every column that is no label is one
 * @return the rows, to shuffle, split and batch
 * @throws org.estimator4j.input.InputException if there is no file, it has no header, or a column
 *   is not in it
 * @sample org.estimator4j.kotlin.samples.csvSample
 */
public fun csv(path: String, configure: CsvScope.() -> Unit = {}): Rows =
  CsvScope(Input.csv(path)).apply(configure).rows()

/** What of a file is read, and what becomes of missing values; see [CsvSource]. */
@EstimatorDsl
public class CsvScope internal constructor(private var source: CsvSource) {

  /** What stands between two fields; a comma unless set. */
  public var separator: Char = ','
    set(value) {
      field = value
      source = source.separator(value)
    }

  /** Leaves rows out that cannot be used, and logs their number, instead of failing. */
  public fun skipBadRows() {
    source = source.skipBadRows()
  }

  /**
   * Reads a column as a feature of a type that the first 1,000 rows tell: long, float or string.
   */
  public fun feature(column: String, missing: Missing? = null) {
    source = source.feature(column)
    missing(column, missing)
  }

  /** Reads a column as a feature of a type such as `TFloat32`. */
  @JvmName("typedFeature")
  public inline fun <reified T : TType> feature(
    column: String,
    missing: Missing? = null,
  ): Unit = feature(column, T::class.java, missing)

  @PublishedApi
  internal fun feature(column: String, type: Class<out TType>, missing: Missing?) {
    source = source.feature(column, type)
    missing(column, missing)
  }

  /** Reads a column as a label of a type that the first 1,000 rows tell: long, float or string. */
  public fun label(column: String, missing: Missing? = null) {
    source = source.label(column)
    missing(column, missing)
  }

  /** Reads a column as a label of a type such as `TFloat32`. */
  @JvmName("typedLabel")
  public inline fun <reified T : TType> label(
    column: String,
    missing: Missing? = null,
  ): Unit = label(column, T::class.java, missing)

  @PublishedApi
  internal fun label(column: String, type: Class<out TType>, missing: Missing?) {
    source = source.label(column, type)
    missing(column, missing)
  }

  private fun missing(column: String, policy: Missing?) {
    if (policy != null) source = source.missing(column, policy)
  }

  internal fun rows(): Rows = source.rows()
}
