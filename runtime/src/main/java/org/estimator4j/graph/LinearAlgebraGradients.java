package org.estimator4j.graph;

import java.util.Map;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.Inv;
import org.tensorflow.op.linalg.Solve;
import org.tensorflow.op.linalg.TriangularSolve;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;

/**
 * Gradients of inverses, determinants, equations and factors of square matrices, for batches of
 * them as well. Written for float32; the element type is whichever the operation has.
 *
 * @see <a href="https://people.maths.ox.ac.uk/gilesm/files/NA-08-01.pdf">Giles: An extended
 *     collection of matrix derivative results</a>
 */
final class LinearAlgebraGradients {

  static final Map<String, GradientRule> RULES =
      Map.of(
          "MatrixInverse", LinearAlgebraGradients::inverse,
          "MatrixDeterminant", LinearAlgebraGradients::determinant,
          "LogMatrixDeterminant", LinearAlgebraGradients::logDeterminant,
          "MatrixSolve", LinearAlgebraGradients::solve,
          "MatrixTriangularSolve", LinearAlgebraGradients::triangularSolve,
          "Cholesky", LinearAlgebraGradients::cholesky);

  private LinearAlgebraGradients() {}

  /** {@code -Yᵀ dY Yᵀ}, and {@code -Y dYᵀ Y} of a transposed inverse. */
  private static void inverse(GradientStep step) {
    Ops tf = step.tf();
    boolean adjoint = step.op().attributes().getAttrBool("adjoint");
    Operand<TFloat32> y = step.output(0);
    Operand<TFloat32> right = product(tf, step.outputGradient(0), adjoint, y, !adjoint);
    step.inputGradient(0, tf.math.neg(product(tf, y, !adjoint, right, false)));
  }

  /** {@code dy · det(X) · X⁻ᵀ}. */
  private static void determinant(GradientStep step) {
    Ops tf = step.tf();
    Operand<TFloat32> dy = tf.math.mul(step.<TFloat32>outputGradient(0), step.<TFloat32>output(0));
    giveInverse(step, dy);
  }

  /** The sign has no gradient. */
  private static void logDeterminant(GradientStep step) {
    giveInverse(step, step.outputGradient(1));
  }

  private static void giveInverse(GradientStep step, Operand<TFloat32> factor) {
    Ops tf = step.tf();
    Operand<TFloat32> inverse = tf.linalg.inv(step.<TFloat32>input(0), Inv.adjoint(true));
    Operand<TFloat32> matrices =
        tf.expandDims(tf.expandDims(factor, tf.constant(-1)), tf.constant(-1));
    step.inputGradient(0, tf.math.mul(matrices, inverse));
  }

  private static void solve(GradientStep step) {
    Ops tf = step.tf();
    boolean adjoint = step.op().attributes().getAttrBool("adjoint");
    Operand<TFloat32> a = step.input(0);
    Operand<TFloat32> gradient =
        tf.linalg.solve(a, step.<TFloat32>outputGradient(0), Solve.adjoint(!adjoint));
    step.inputGradient(0, ofMatrix(step, gradient, adjoint));
    step.inputGradient(1, gradient);
  }

  private static void triangularSolve(GradientStep step) {
    Ops tf = step.tf();
    boolean adjoint = step.op().attributes().getAttrBool("adjoint");
    boolean lower = step.op().attributes().getAttrBool("lower");
    Operand<TFloat32> a = step.input(0);
    requireSameBatch(step);
    Operand<TFloat32> gradient =
        tf.linalg.triangularSolve(
            a,
            step.<TFloat32>outputGradient(0),
            TriangularSolve.lower(lower),
            TriangularSolve.adjoint(!adjoint));
    step.inputGradient(0, triangle(tf, ofMatrix(step, gradient, adjoint), lower));
    step.inputGradient(1, gradient);
  }

  /** Of the matrix of an equation, from the gradient of its right side. */
  private static Operand<TFloat32> ofMatrix(
      GradientStep step, Operand<TFloat32> ofRightSide, boolean adjoint) {
    Ops tf = step.tf();
    Operand<TFloat32> x = step.output(0);
    return tf.math.neg(
        adjoint
            ? product(tf, x, false, ofRightSide, true)
            : product(tf, ofRightSide, false, x, true));
  }

  /** {@code sym(L⁻ᵀ Φ(Lᵀ dL) L⁻¹)}, where Φ takes the lower triangle and half of the diagonal. */
  private static void cholesky(GradientStep step) {
    Ops tf = step.tf();
    Operand<TFloat32> l = step.output(0);
    Operand<TFloat32> full = product(tf, l, true, step.outputGradient(0), false);
    Operand<TFloat32> diagonal = tf.linalg.bandPart(full, tf.constant(0), tf.constant(0));
    Operand<TFloat32> half = ElementGradients.constantLike(tf, 0.5, l);
    Operand<TFloat32> phi = tf.math.sub(triangle(tf, full, true), tf.math.mul(half, diagonal));
    Operand<TFloat32> left = belowTransposed(tf, l, phi);
    Operand<TFloat32> gradient = belowTransposed(tf, l, transposed(step, left));
    step.inputGradient(0, tf.math.mul(half, tf.math.add(gradient, transposed(step, gradient))));
  }

  /** {@code L⁻ᵀ X}. */
  private static Operand<TFloat32> belowTransposed(
      Ops tf, Operand<TFloat32> l, Operand<TFloat32> x) {
    return tf.linalg.triangularSolve(
        l, x, TriangularSolve.lower(true), TriangularSolve.adjoint(true));
  }

  private static Operand<TFloat32> triangle(Ops tf, Operand<TFloat32> x, boolean lower) {
    return tf.linalg.bandPart(x, tf.constant(lower ? -1 : 0), tf.constant(lower ? 0 : -1));
  }

  private static Operand<TFloat32> product(
      Ops tf, Operand<TFloat32> x, boolean transposeX, Operand<TFloat32> y, boolean transposeY) {
    return tf.train.batchMatMul(
        x, y, x.type(), BatchMatMul.adjX(transposeX), BatchMatMul.adjY(transposeY));
  }

  private static Operand<TFloat32> transposed(GradientStep step, Operand<TFloat32> x) {
    int rank = step.input(0).shape().numDimensions();
    if (rank < 2) {
      throw new GradientException(
          "the gradient rule for "
              + step.op().type()
              + " needs to know the number of dimensions of '"
              + step.op().name()
              + "': use tf.ensureShape(...) on its input");
    }
    int[] order = IntStream.range(0, rank).toArray();
    order[rank - 1] = rank - 2;
    order[rank - 2] = rank - 1;
    return step.tf().linalg.transpose(x, step.tf().constant(order));
  }

  private static void requireSameBatch(GradientStep step) {
    Shape a = step.input(0).shape();
    Shape b = step.input(1).shape();
    if (a.numDimensions() != b.numDimensions()
        || !a.take(Math.max(0, a.numDimensions() - 2))
            .isCompatibleWith(b.take(Math.max(0, b.numDimensions() - 2)))) {
      throw new GradientException(
          "the gradient rule for "
              + step.op().type()
              + " needs equal batches of matrices in '"
              + step.op().name()
              + "', got "
              + a
              + " and "
              + b
              + ": broadcast them with tf.broadcastTo(...)");
    }
  }
}
