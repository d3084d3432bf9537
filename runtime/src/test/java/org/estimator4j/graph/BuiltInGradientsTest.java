package org.estimator4j.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.Function;
import org.estimator4j.annotation.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.Inv;
import org.tensorflow.op.linalg.Solve;
import org.tensorflow.op.linalg.TriangularSolve;
import org.tensorflow.op.math.Cumprod;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

class BuiltInGradientsTest {

  private static final Shape SHAPE = Shape.of(2, 3);

  /** By central differences in float64, and once more as a part of a longer way. */
  private static void check(Shape shape, Body body) {
    PrecisionCheck.gradients(
        shape,
        new PrecisionCheck.Function() {
          @Override
          @SuppressWarnings("unchecked") // bodies are written for float32 and work for any
          public <T extends TFloating> Operand<T> apply(ModelGraph graph, Operand<T> x) {
            Operand<TFloat32> in = (Operand<TFloat32>) graph.ops().math.square(x);
            return (Operand<T>) graph.ops().math.tanh(body.apply(graph.ops(), in));
          }
        });
  }

  private interface Body {
    Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x);
  }

  private static Operand<TFloat32> shifted(Ops tf, Operand<TFloat32> x, double by) {
    return tf.math.add(x, ElementGradients.constantLike(tf, by, x));
  }

  private static Operand<TFloat32> firstRow(Ops tf, Operand<TFloat32> x) {
    return tf.slice(x, tf.constant(new int[] {0, 0}), tf.constant(new int[] {1, -1}));
  }

  @Test
  void logarithmsAndQuotientsOfZero() {
    check(SHAPE, (tf, x) -> tf.math.xlogy(x, firstRow(tf, x)));
    check(SHAPE, (tf, x) -> tf.math.xlog1py(firstRow(tf, x), x));
    check(SHAPE, (tf, x) -> tf.math.xdivy(x, firstRow(tf, shifted(tf, x, 0.5))));
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Ops tf = graph.ops();
      Operand<TFloat32> zero = tf.math.xlogy(tf.constant(0f), tf.constant(0f));
      Operand<TFloat32> y = tf.withName("y").constant(0f);
      Operand<?> gradient =
          graph.gradientsAt(tf.math.xlogy(tf.constant(0f), y), List.of(y)).get(0).orElseThrow();
      try (GraphRun run = new GraphRun(graph)) {
        assertEquals(0, run.value(zero));
        assertEquals(0, run.value(gradient));
      }
    }
  }

  @Test
  void erfc() {
    check(SHAPE, (tf, x) -> tf.math.erfc(x));
  }

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void cumprod(boolean exclusive, boolean reverse) {
    check(
        SHAPE,
        (tf, x) ->
            tf.math.cumprod(
                shifted(tf, x, 0.2),
                tf.constant(1),
                Cumprod.exclusive(exclusive),
                Cumprod.reverse(reverse)));
  }

  @Test
  void topK() {
    check(
        Shape.of(2, 2, 4),
        (tf, x) ->
            tf.nn.topK(tf.math.sin(shifted(tf, x, 1)), tf.constant(2), TInt32.class).values());
    check(Shape.of(5), (tf, x) -> tf.nn.topK(x, tf.constant(3), TInt32.class).values());
  }

  @Test
  void concatOfTheFirstVersion() {
    for (int axis : new int[] {0, 1, -1}) {
      check(
          SHAPE,
          (tf, x) -> {
            OperationBuilder builder = tf.scope().opBuilder("Concat", "old");
            builder.addInput(tf.constant(axis).asOutput());
            builder.addInputList(
                new org.tensorflow.Output<?>[] {
                  tf.math.sin(x).asOutput(), tf.math.exp(x).asOutput(), x.asOutput()
                });
            return builder.build().output(0);
          });
    }
  }

  @Test
  void identityN() {
    check(
        SHAPE,
        (tf, x) -> {
          var all = tf.identityN(List.of(tf.math.sin(x), tf.constant(3), tf.math.exp(x)));
          @SuppressWarnings("unchecked")
          Operand<TFloat32> last = (Operand<TFloat32>) all.output().get(2);
          return last;
        });
  }

  @Test
  void segments() {
    check(
        Shape.of(5, 2), (tf, x) -> tf.math.segmentMean(x, tf.constant(new int[] {0, 0, 0, 2, 2})));
    check(Shape.of(3), (tf, x) -> tf.math.segmentMean(x, tf.constant(new long[] {0, 1, 1})));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SparseSegmentSum",
        "SparseSegmentMean",
        "SparseSegmentSqrtN",
        "SparseSegmentSumWithNumSegments",
        "SparseSegmentMeanWithNumSegments",
        "SparseSegmentSqrtNWithNumSegments"
      })
  void sparseSegments(String type) {
    check(
        Shape.of(4, 2),
        (tf, x) -> {
          OperationBuilder builder = tf.scope().opBuilder(type, "segments");
          builder.addInput(x.asOutput());
          builder.addInput(tf.constant(new int[] {3, 0, 3, 1, 1}).asOutput());
          builder.addInput(tf.constant(new int[] {0, 0, 0, 2, 2}).asOutput());
          if (type.endsWith("NumSegments")) {
            builder.addInput(tf.constant(4).asOutput());
          }
          return builder.build().output(0);
        });
  }

  @Test
  void conv3d() {
    check(
        Shape.of(1, 4, 3, 3, 2),
        (tf, x) -> tf.nn.conv3d(x, kernel(tf, x), List.of(1L, 2L, 1L, 1L, 1L), "SAME"));
    check(
        Shape.of(2, 2, 3, 2, 2),
        (tf, x) -> {
          Operand<TInt32> sizes = tf.constant(new int[] {2, 4, 5, 4, 2});
          return tf.nn.conv3dBackpropInput(
              sizes, kernel(tf, x), x, List.of(1L, 2L, 2L, 2L, 1L), "SAME");
        });
  }

  /** Depends on the input, so that its gradient is checked as well. */
  private static Operand<TFloat32> kernel(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> values =
        tf.slice(
            tf.reshape(tf.math.sin(x), tf.constant(new int[] {-1})),
            tf.constant(new int[] {0}),
            tf.constant(new int[] {16}));
    return tf.reshape(values, tf.constant(new int[] {2, 1, 2, 2, 2}));
  }

  /** Not singular. */
  private static Operand<TFloat32> regular(Ops tf, Operand<TFloat32> x) {
    return tf.math.add(x, eye(tf, x, 2));
  }

  private static Operand<TFloat32> eye(Ops tf, Operand<TFloat32> x, double factor) {
    return tf.math.mul(
        tf.linalg.bandPart(tf.onesLike(x), tf.constant(0), tf.constant(0)),
        ElementGradients.constantLike(tf, factor, x));
  }

  private static final Shape MATRICES = Shape.of(2, 3, 3);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void inversesAndEquations(boolean adjoint) {
    check(MATRICES, (tf, x) -> tf.linalg.inv(regular(tf, x), Inv.adjoint(adjoint)));
    check(
        MATRICES,
        (tf, x) -> tf.linalg.solve(regular(tf, x), tf.math.sin(x), Solve.adjoint(adjoint)));
    for (boolean lower : new boolean[] {false, true}) {
      check(
          MATRICES,
          (tf, x) ->
              tf.linalg.triangularSolve(
                  regular(tf, x),
                  tf.math.sin(x),
                  TriangularSolve.adjoint(adjoint),
                  TriangularSolve.lower(lower)));
    }
  }

  @Test
  void determinants() {
    check(MATRICES, (tf, x) -> tf.math.mul(tf.linalg.det(regular(tf, x)), tenth(tf, x)));
    check(MATRICES, (tf, x) -> tf.linalg.logMatrixDeterminant(regular(tf, x)).logAbsDeterminant());
  }

  private static Operand<TFloat32> tenth(Ops tf, Operand<TFloat32> x) {
    return ElementGradients.constantLike(tf, 0.1, x);
  }

  @Test
  void cholesky() {
    check(
        MATRICES,
        (tf, x) ->
            tf.linalg.cholesky(
                tf.math.add(
                    tf.train.batchMatMul(x, x, x.type(), BatchMatMul.adjY(true)), eye(tf, x, 1))));
  }

  @Test
  void twice() {
    Function<Ops, Operand<TInt32>> ids = tf -> tf.constant(new int[] {0, 0, 1});
    GradientCheck.of(
        Shape.of(3, 2),
        (graph, x) -> {
          Ops tf = graph.ops();
          Operand<TFloat64> mean = tf.math.segmentMean(tf.math.square(x), ids.apply(tf));
          Operand<TFloat64> best =
              tf.nn.topK(tf.math.exp(mean), tf.constant(1), TInt32.class).values();
          @SuppressWarnings("unchecked")
          Operand<TFloat64> gradient =
              (Operand<TFloat64>) graph.gradientsAt(best, List.of(x)).get(0).orElseThrow();
          return gradient;
        });
  }

  @Test
  void complexNumbersAreRefused() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Ops tf = graph.ops();
      Variable<TFloat32> x =
          graph
              .variable("x", TFloat32.class, Shape.of(2, 2))
              .initializer((ops, v) -> ops.zeros(ops.constant(v.shape()), TFloat32.class))
              .create();
      OperationBuilder complex = tf.scope().opBuilder("Complex", "complex");
      complex.addInput(x.asOutput()).addInput(x.asOutput());
      OperationBuilder inverse = tf.scope().opBuilder("MatrixInverse", "bad");
      inverse.addInput(complex.build().output(0));
      OperationBuilder real = tf.scope().opBuilder("Real", "real");
      Operand<TFloat32> loss = real.addInput(inverse.build().output(0)).build().output(0);
      assertEquals(
          "the gradient rule for MatrixInverse is for real numbers; 'bad' is DT_COMPLEX64: say how"
              + " to differentiate it with graph.registerGradient(\"MatrixInverse\", rule)",
          assertThrows(GradientException.class, () -> graph.gradients(loss, List.of(x)))
              .getMessage());
    }
  }

  @Test
  void batchesThatDiffer() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Ops tf = graph.ops();
      Variable<TFloat64> x = GradientCheck.variable(graph, "x", Shape.of(2, 2), 1);
      Operand<TFloat64> y =
          tf.withName("bad").linalg.triangularSolve(x, tf.constant(new double[3][2][2]));
      assertEquals(
          "the gradient rule for MatrixTriangularSolve needs equal batches of matrices in 'bad', got"
              + " [2, 2] and [3, 2, 2]: broadcast them with tf.broadcastTo(...)",
          assertThrows(GradientException.class, () -> graph.gradients(y, List.of(x))).getMessage());
    }
  }
}
