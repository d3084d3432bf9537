package org.estimator4j.kotlin

import org.estimator4j.input.ArrayRows
import org.estimator4j.input.Input
import org.estimator4j.input.Rows
import org.estimator4j.input.SparseRow
import org.tensorflow.ndarray.NdArray
import org.tensorflow.ndarray.Shape
import org.tensorflow.types.family.TType

/**
 * Rows out of arrays in memory.
 *
 * @param configure names the features and labels
 * @return the rows, to shuffle, split and batch
 * @sample org.estimator4j.kotlin.samples.arraysSample
 */
public fun arrays(configure: ArrayScope.() -> Unit): Rows = ArrayScope().apply(configure).rows

/** The columns of [Input.arrays]; all have as many rows. */
@EstimatorDsl
public class ArrayScope internal constructor() {

  internal var rows: ArrayRows = Input.arrays()
    private set

  /** A feature of type `TFloat32`; with a shape, each row is so many values of the array. */
  public fun feature(name: String, values: FloatArray, rowShape: Shape? = null) {
    rows =
      if (rowShape == null) rows.feature(name, values) else rows.feature(name, values, rowShape)
  }

  /** A feature of type `TFloat64`; with a shape, each row is so many values of the array. */
  public fun feature(name: String, values: DoubleArray, rowShape: Shape? = null) {
    rows =
      if (rowShape == null) rows.feature(name, values) else rows.feature(name, values, rowShape)
  }

  /** A feature of type `TInt32`; with a shape, each row is so many values of the array. */
  public fun feature(name: String, values: IntArray, rowShape: Shape? = null) {
    rows =
      if (rowShape == null) rows.feature(name, values) else rows.feature(name, values, rowShape)
  }

  /** A feature of type `TInt64`; with a shape, each row is so many values of the array. */
  public fun feature(name: String, values: LongArray, rowShape: Shape? = null) {
    rows =
      if (rowShape == null) rows.feature(name, values) else rows.feature(name, values, rowShape)
  }

  /** A feature of type `TUint8`; with a shape, each row is so many values of the array. */
  public fun feature(name: String, values: ByteArray, rowShape: Shape? = null) {
    rows =
      if (rowShape == null) rows.feature(name, values) else rows.feature(name, values, rowShape)
  }

  /** A feature of type `TBool`; with a shape, each row is so many values of the array. */
  public fun feature(name: String, values: BooleanArray, rowShape: Shape? = null) {
    rows =
      if (rowShape == null) rows.feature(name, values) else rows.feature(name, values, rowShape)
  }

  /** A feature of strings, or of arrays of the types above: a row each. */
  public fun feature(name: String, values: Array<out Any>) {
    rows = rows.feature(name, values)
  }

  /** A feature whose first dimension are the rows. */
  public fun feature(name: String, values: NdArray<*>) {
    rows = rows.feature(name, values)
  }

  /** A label of type `TFloat32`; with a shape, each row is so many values of the array. */
  public fun label(name: String, values: FloatArray, rowShape: Shape? = null) {
    rows = if (rowShape == null) rows.label(name, values) else rows.label(name, values, rowShape)
  }

  /** A label of type `TFloat64`; with a shape, each row is so many values of the array. */
  public fun label(name: String, values: DoubleArray, rowShape: Shape? = null) {
    rows = if (rowShape == null) rows.label(name, values) else rows.label(name, values, rowShape)
  }

  /** A label of type `TInt32`; with a shape, each row is so many values of the array. */
  public fun label(name: String, values: IntArray, rowShape: Shape? = null) {
    rows = if (rowShape == null) rows.label(name, values) else rows.label(name, values, rowShape)
  }

  /** A label of type `TInt64`; with a shape, each row is so many values of the array. */
  public fun label(name: String, values: LongArray, rowShape: Shape? = null) {
    rows = if (rowShape == null) rows.label(name, values) else rows.label(name, values, rowShape)
  }

  /** A label of type `TUint8`; with a shape, each row is so many values of the array. */
  public fun label(name: String, values: ByteArray, rowShape: Shape? = null) {
    rows = if (rowShape == null) rows.label(name, values) else rows.label(name, values, rowShape)
  }

  /** A label of type `TBool`; with a shape, each row is so many values of the array. */
  public fun label(name: String, values: BooleanArray, rowShape: Shape? = null) {
    rows = if (rowShape == null) rows.label(name, values) else rows.label(name, values, rowShape)
  }

  /** A label of strings, or of arrays of the types above: a row each. */
  public fun label(name: String, values: Array<out Any>) {
    rows = rows.label(name, values)
  }

  /** A label whose first dimension are the rows. */
  public fun label(name: String, values: NdArray<*>) {
    rows = rows.label(name, values)
  }

  /** A feature whose rows, arrays of one type each, differ in length. */
  public fun ragged(name: String, rows: Array<out Any>) {
    this.rows = this.rows.ragged(name, rows)
  }

  /** A feature of so many values in each row, of which only some are there. */
  public inline fun <reified T : TType> sparse(
    name: String,
    size: Long,
    rows: List<SparseRow>,
  ): Unit = sparse(name, T::class.java, size, rows)

  @PublishedApi
  internal fun sparse(name: String, type: Class<out TType>, size: Long, rows: List<SparseRow>) {
    this.rows = this.rows.sparse(name, type, size, rows)
  }
}
