package org.estimator4j.kotlin

import org.tensorflow.Operand
import org.tensorflow.op.Ops
import org.tensorflow.types.family.TFloating
import org.tensorflow.types.family.TIntegral
import org.tensorflow.types.family.TNumber

/**
 * Operators on operands, such as `tf { x * 2f + y }`: what they add to the graph is named, placed
 * and ordered as what this [Ops] adds.
 *
 * An operand alone could not tell: it knows its graph, but not the scope, the device and the
 * control dependencies that hold where the expression stands. So the ops are named once, outside.
 *
 * @return what the block gives
 * @sample org.estimator4j.kotlin.samples.operatorsSample
 */
public inline operator fun <R> Ops.invoke(block: OperandMath.() -> R): R = OperandMath(this).block()

/**
 * Operators on operands in a sub-scope: `tf("score") { x * 2f }` makes `score/Mul`.
 *
 * @return what the block gives
 */
public inline operator fun <R> Ops.invoke(name: String, block: OperandMath.() -> R): R =
  withSubScope(name).invoke(block)

/**
 * What [invoke] opens: `+ - * /` and [matmul] on operands of one type, and on an operand and a
 * number, which becomes a constant of the operand's type. Shapes are broadcast as TensorFlow does.
 *
 * An integer operand takes whole numbers only, so that nothing is cut off unseen. Costs nothing at
 * run time.
 *
 * @property ops where the operations are added
 */
@JvmInline
public value class OperandMath
@PublishedApi
internal constructor(@PublishedApi internal val ops: Ops) {

  /** The sum, element by element. */
  public operator fun <T : TNumber> Operand<T>.plus(other: Operand<T>): Operand<T> =
    ops.math.add(this, other)

  /** The difference, element by element. */
  public operator fun <T : TNumber> Operand<T>.minus(other: Operand<T>): Operand<T> =
    ops.math.sub(this, other)

  /** The product, element by element. */
  public operator fun <T : TNumber> Operand<T>.times(other: Operand<T>): Operand<T> =
    ops.math.mul(this, other)

  /** The quotient, element by element; of integers rounded towards zero, as Kotlin's. */
  public operator fun <T : TNumber> Operand<T>.div(other: Operand<T>): Operand<T> =
    ops.math.div(this, other)

  /** The negative, element by element. */
  public operator fun <T : TNumber> Operand<T>.unaryMinus(): Operand<T> = ops.math.neg(this)

  /** The product of two matrices. */
  public infix fun <T : TNumber> Operand<T>.matmul(other: Operand<T>): Operand<T> =
    ops.linalg.matMul(this, other)

  /** Adds a number to each element. */
  public operator fun <T : TFloating> Operand<T>.plus(number: Number): Operand<T> =
    this + constant(number)

  /** Subtracts a number from each element. */
  public operator fun <T : TFloating> Operand<T>.minus(number: Number): Operand<T> =
    this - constant(number)

  /** Multiplies each element by a number. */
  public operator fun <T : TFloating> Operand<T>.times(number: Number): Operand<T> =
    this * constant(number)

  /** Divides each element by a number. */
  public operator fun <T : TFloating> Operand<T>.div(number: Number): Operand<T> =
    this / constant(number)

  /** Adds each element to a number. */
  public operator fun <T : TFloating> Number.plus(operand: Operand<T>): Operand<T> =
    operand.constant(this) + operand

  /** Subtracts each element from a number. */
  public operator fun <T : TFloating> Number.minus(operand: Operand<T>): Operand<T> =
    operand.constant(this) - operand

  /** Multiplies a number by each element. */
  public operator fun <T : TFloating> Number.times(operand: Operand<T>): Operand<T> =
    operand.constant(this) * operand

  /** Divides a number by each element. */
  public operator fun <T : TFloating> Number.div(operand: Operand<T>): Operand<T> =
    operand.constant(this) / operand

  /** Adds a whole number to each element. */
  public operator fun <T : TIntegral> Operand<T>.plus(number: Int): Operand<T> =
    this + constant(number)

  /** Subtracts a whole number from each element. */
  public operator fun <T : TIntegral> Operand<T>.minus(number: Int): Operand<T> =
    this - constant(number)

  /** Multiplies each element by a whole number. */
  public operator fun <T : TIntegral> Operand<T>.times(number: Int): Operand<T> =
    this * constant(number)

  /** Divides each element by a whole number, rounding towards zero. */
  public operator fun <T : TIntegral> Operand<T>.div(number: Int): Operand<T> =
    this / constant(number)

  private fun <T : TNumber> Operand<T>.constant(number: Number): Operand<T> =
    ops.constantOfSameType(this, number)
}
