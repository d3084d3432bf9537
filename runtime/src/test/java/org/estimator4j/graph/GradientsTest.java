package org.estimator4j.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.estimator4j.annotation.Mode;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.SparseSoftmaxCrossEntropyWithLogits;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

class GradientsTest {

  private static final Shape SHAPE = Shape.of(2, 3);

  /**
   * {@code x · log(1 + x)}: an operation without a C++ gradient, for which a rule is registered.
   */
  private static Operand<TFloat64> custom(ModelGraph graph, Operand<TFloat64> x) {
    graph.registerGradient(
        "Xlog1py",
        step -> {
          Ops tf = step.tf();
          Operand<TFloat64> dy = step.outputGradient(0);
          Operand<TFloat64> left = step.input(0);
          Operand<TFloat64> right = step.input(1);
          step.inputGradient(0, tf.math.mul(dy, tf.math.log1p(right)));
          step.inputGradient(
              1, tf.math.mul(dy, tf.math.div(left, tf.math.add(right, tf.constant(1.0)))));
        });
    return graph.ops().math.xlog1py(x, x);
  }

  @Test
  void regionOfNativeOps() {
    GradientCheck.of(
        SHAPE,
        (graph, x) -> {
          Ops tf = graph.ops();
          return tf.math.tanh(
              tf.linalg.matMul(
                  x, tf.linalg.transpose(tf.math.square(x), tf.constant(new int[] {1, 0}))));
        });
  }

  @Test
  void ruleOfOurs() {
    GradientCheck.of(SHAPE, GradientsTest::custom);
  }

  @Test
  void nativeBetweenRules() {
    GradientCheck.of(
        SHAPE,
        (graph, x) ->
            custom(graph, graph.ops().math.exp(custom(graph, graph.ops().math.square(x)))));
  }

  @Test
  void chainOfRules() {
    GradientCheck.of(
        SHAPE, (graph, x) -> custom(graph, graph.ops().math.exp(custom(graph, custom(graph, x)))));
  }

  @Test
  void tensorAddedToWhatARuleMadeOfIt() {
    GradientCheck.of(SHAPE, (graph, x) -> graph.ops().math.add(x, custom(graph, x)));
  }

  @Test
  void innerTensorAddedToWhatARuleMadeOfIt() {
    GradientCheck.of(
        SHAPE,
        (graph, x) -> {
          Ops tf = graph.ops();
          Operand<TFloat64> inner = tf.math.exp(x);
          return tf.math.mul(tf.math.add(inner, custom(graph, inner)), tf.math.sin(inner));
        });
  }

  @Test
  void diamond() {
    GradientCheck.of(
        SHAPE,
        (graph, x) -> {
          Ops tf = graph.ops();
          Operand<TFloat64> top = tf.math.square(x);
          return tf.math.mul(tf.math.sin(top), tf.math.add(custom(graph, top), top));
        });
  }

  @Test
  void waysOfDifferentLength() {
    GradientCheck.of(
        SHAPE,
        (graph, x) -> {
          Ops tf = graph.ops();
          Operand<TFloat64> a = tf.math.exp(x);
          Operand<TFloat64> b = custom(graph, a);
          Operand<TFloat64> c = tf.math.add(b, tf.math.cos(a));
          Operand<TFloat64> d = tf.math.mul(custom(graph, custom(graph, c)), b);
          return tf.math.add(tf.math.add(d, a), tf.math.mul(x, c));
        });
  }

  @Test
  void sameTensorTwice() {
    GradientCheck.of(SHAPE, (graph, x) -> graph.ops().math.mul(custom(graph, x), custom(graph, x)));
  }

  @Test
  void operationWithSeveralOutputs() {
    GradientCheck.of(
        Shape.of(4, 3),
        (graph, x) -> {
          Ops tf = graph.ops();
          List<org.tensorflow.Output<TFloat64>> parts =
              tf.split(tf.constant(0), tf.math.square(x), 2L).output();
          // The first half goes on natively and by a rule, the second by a rule alone.
          return tf.math.add(
              tf.math.add(parts.get(0), custom(graph, parts.get(0))), custom(graph, parts.get(1)));
        });
  }

  /** C++ alone loses a part of such a gradient, see {@link NativeRegion}. */
  @Test
  void outputsOfARegionAboveEachOther() {
    GradientCheck.of(
        SHAPE,
        (graph, x) -> {
          Ops tf = graph.ops();
          Operand<TFloat64> first = tf.math.sin(custom(graph, x));
          Operand<TFloat64> second = tf.math.tanh(tf.math.add(first, x));
          Operand<TFloat64> third = custom(graph, tf.math.square(second));
          return tf.math.addN(List.of(x, first, second, third));
        });
  }

  @Test
  void outputOfARegionUsedInsideAndOutside() {
    GradientCheck.of(
        SHAPE,
        (graph, x) -> {
          Ops tf = graph.ops();
          Operand<TFloat64> inner = tf.math.square(x);
          Operand<TFloat64> outer = tf.math.exp(inner);
          return tf.math.add(custom(graph, inner), custom(graph, outer));
        });
  }

  @Test
  void integersEndTheWay() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Ops tf = graph.ops();
      Variable<TFloat64> x = GradientCheck.variable(graph, "x", SHAPE, 3);
      Operand<TFloat64> big = tf.math.mul(x, tf.constant(10.0));
      // C++ would go back through the casts.
      Operand<TFloat64> whole = tf.dtypes.cast(tf.dtypes.cast(big, TInt32.class), TFloat64.class);
      Operand<TFloat64> loss = tf.reduceSum(tf.math.mul(big, whole), tf.constant(new int[] {0, 1}));
      Operand<?> gradient = graph.gradients(loss, List.of(x)).get(0).value();
      try (GraphRun run = new GraphRun(graph).initialize()) {
        double[] expected = run.values(whole);
        for (int i = 0; i < expected.length; i++) {
          expected[i] *= 10;
        }
        assertArrayEquals(expected, run.values(gradient), 1e-12);
      }
    }
  }

  @Test
  void wayThatEndsMayPassOperationsWithoutGradient() {
    GradientCheck.of(
        SHAPE,
        (graph, x) -> {
          Ops tf = graph.ops();
          Operand<TFloat64> y = tf.math.exp(x);
          Operand<TFloat64> stopped = tf.math.igamma(tf.stopGradient(y), tf.constant(2.0));
          // The numeric gradient sees the constant part as well, so it must not depend on x.
          return tf.math.add(y, tf.math.sub(stopped, stopped));
        });
  }

  @Test
  void edgesAreRestored() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Ops tf = graph.ops();
      Variable<TFloat64> x = GradientCheck.variable(graph, "x", SHAPE, 3);
      Operand<TFloat64> y = tf.math.mul(x, custom(graph, x));
      graph.gradients(y, List.of(x));
      GraphOperation mul = (GraphOperation) y.op();
      assertEquals("x/Read/ReadVariableOp:0", mul.input(0).name());
      graph
          .tensorflow()
          .operations()
          .forEachRemaining(
              op -> {
                if (op.name().startsWith("gradients/boundary")) {
                  assertEquals(0, op.numConsumers(), op.name());
                }
              });
    }
  }

  @Test
  void twiceDifferentiated() {
    GradientCheck.of(
        SHAPE,
        (graph, x) -> {
          Ops tf = graph.ops();
          Operand<TFloat64> inner = tf.math.add(tf.math.square(x), custom(graph, x));
          Operand<TFloat64> y =
              tf.reduceSum(
                  tf.math.mul(inner, tf.math.square(inner)), tf.constant(new int[] {0, 1}));
          return at(graph, y, x);
        });
  }

  @SuppressWarnings("unchecked")
  private static Operand<TFloat64> at(ModelGraph graph, Operand<TFloat64> y, Operand<TFloat64> x) {
    return (Operand<TFloat64>) graph.gradientsAt(y, List.of(x)).get(0).orElseThrow();
  }

  @Test
  void gradientsAtTensorsInsideOfARegion() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Ops tf = graph.ops();
      Variable<TFloat64> x = GradientCheck.variable(graph, "x", SHAPE, 3);
      Operand<TFloat64> a = tf.math.square(x);
      Operand<TFloat64> b = tf.math.exp(a);
      Operand<TFloat64> y = tf.math.add(tf.math.mul(b, a), custom(graph, b));
      Operand<TFloat64> elsewhere = tf.math.sin(x);
      List<Optional<Operand<?>>> found = graph.gradientsAt(y, List.of(x, a, b, y, elsewhere));
      assertFalse(found.get(4).isPresent());
      try (GraphRun run = new GraphRun(graph).initialize()) {
        double[] xs = run.values(x);
        for (int i = 0; i < xs.length; i++) {
          double av = xs[i] * xs[i];
          double bv = Math.exp(av);
          double db = av + Math.log1p(bv) + bv / (1 + bv);
          double da = db * bv + bv;
          assertEquals(da * 2 * xs[i], run.values(found.get(0).orElseThrow())[i], 1e-9);
          assertEquals(da, run.values(found.get(1).orElseThrow())[i], 1e-9);
          assertEquals(db, run.values(found.get(2).orElseThrow())[i], 1e-9);
          assertEquals(1, run.values(found.get(3).orElseThrow())[i]);
        }
      }
    }
  }

  @Test
  void severalVariablesAndOneWithoutGradient() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Ops tf = graph.ops();
      Variable<TFloat64> a = GradientCheck.variable(graph, "a", SHAPE, 3);
      Variable<TFloat64> unused = GradientCheck.variable(graph, "unused", SHAPE, 4);
      Variable<TFloat64> b = GradientCheck.variable(graph, "b", SHAPE, 5);
      Operand<TFloat64> fresh = b.read(tf);
      Operand<TFloat64> y = tf.math.mul(tf.math.mul(a, b), custom(graph, fresh));
      Operand<TFloat64> loss = GradientCheck.weightedSum(graph, y);
      List<Gradient<?>> found = graph.gradients(loss, List.of(a, unused, b));
      assertEquals(List.of(a, b), found.stream().map(Gradient::variable).toList());
      GradientCheck.compare(graph, loss, List.of(a, b), 1e-7);
    }
  }

  @Test
  void sparseSoftmaxCrossEntropy() {
    GradientCheck.of(Shape.of(3, 4), (graph, x) -> crossEntropy(graph, x).loss());
  }

  @Test
  void sparseSoftmaxCrossEntropyInTheMiddle() {
    GradientCheck.of(
        Shape.of(3, 4),
        (graph, x) -> {
          Ops tf = graph.ops();
          return tf.math.exp(
              tf.math.mul(crossEntropy(graph, tf.math.square(x)).loss(), tf.constant(0.5)));
        });
  }

  @Test
  void sparseSoftmaxCrossEntropyTwice() {
    GradientCheck.of(
        Shape.of(3, 4),
        (graph, x) -> {
          Ops tf = graph.ops();
          Operand<TFloat64> y =
              tf.reduceSum(tf.math.square(crossEntropy(graph, x).loss()), tf.constant(0));
          return at(graph, y, x);
        });
  }

  private static SparseSoftmaxCrossEntropyWithLogits<TFloat64> crossEntropy(
      ModelGraph graph, Operand<TFloat64> logits) {
    Ops tf = graph.ops();
    return tf.nn.sparseSoftmaxCrossEntropyWithLogits(logits, tf.constant(new long[] {3, 0, 2}));
  }

  @Test
  void ensureShape() {
    GradientCheck.of(
        SHAPE, (graph, x) -> graph.ops().ensureShape(graph.ops().math.square(x), SHAPE));
  }

  @Test
  void missingGradientNamesOpWayAndMend() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Ops tf = graph.ops();
      Variable<TFloat64> x = GradientCheck.variable(graph, "x", SHAPE, 3);
      Operand<TFloat64> bad = tf.withName("bad").math.igamma(tf.withName("sq").math.square(x), x);
      Operand<TFloat64> loss = tf.withName("loss").math.exp(bad);
      GradientException e =
          assertThrows(GradientException.class, () -> graph.gradients(loss, List.of(x)));
      assertEquals(
          "there is no gradient for Igamma 'bad', which lies on the way from the loss to what is"
              + " trained: loss (Exp) ← bad (Igamma) ← x/Read/ReadVariableOp (ReadVariableOp) ← x"
              + " (VarHandleOp). Use other operations there, cut the way with"
              + " tf.stopGradient(...), or say how to differentiate it with"
              + " graph.registerGradient(\"Igamma\", rule)",
          e.getMessage());
    }
  }

  @Test
  void missingGradientNamesWhatToUseInstead() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Ops tf = graph.ops();
      Variable<TFloat64> x = GradientCheck.variable(graph, "x", SHAPE, 3);
      Operand<TFloat64> y = tf.math.segmentMax(x, tf.constant(new int[] {0, 0}), tf.constant(1));
      String message =
          assertThrows(GradientException.class, () -> graph.gradients(y, List.of(x))).getMessage();
      assertTrue(message.contains("Use tf.math.unsortedSegmentMax(...) there, cut"), message);
    }
  }

  @Test
  void lossThatDependsOnNoVariable() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Ops tf = graph.ops();
      Variable<TFloat64> x = GradientCheck.variable(graph, "x", SHAPE, 3);
      Operand<TInt64> classes = tf.withName("best").math.argMax(x, tf.constant(1));
      Operand<TFloat64> loss = tf.withName("loss").dtypes.cast(classes, TFloat64.class);
      GradientException e =
          assertThrows(GradientException.class, () -> graph.gradients(loss, List.of(x)));
      assertEquals(
          "the loss loss:0 does not depend, in a differentiable way, on any of the variables to"
              + " train: [x]; the way to 'x' ends at ArgMax 'best'",
          e.getMessage());
      GradientException none =
          assertThrows(
              GradientException.class,
              () -> graph.gradients(tf.withName("five").constant(5.0), List.of(x)));
      assertEquals(
          "the loss five:0 does not depend, in a differentiable way, on any of the variables to"
              + " train: [x]",
          none.getMessage());
    }
  }

  @Test
  void ruleThatGivesWhatDoesNotFit() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Ops tf = graph.ops();
      Variable<TFloat64> x = GradientCheck.variable(graph, "x", SHAPE, 3);
      graph.registerGradient("Digamma", step -> step.inputGradient(0, tf.constant(1f)));
      Operand<TFloat64> y = tf.withName("bad").math.digamma(x);
      GradientException e =
          assertThrows(GradientException.class, () -> graph.gradients(y, List.of(x)));
      assertEquals(
          "the gradient rule for Digamma gives DT_FLOAT [] for input 0 of 'bad', which is"
              + " DT_DOUBLE [2, 3]",
          e.getMessage());
      assertThrows(
          IllegalArgumentException.class, () -> Gradient.of(x, tf.constant(new double[4])));
    }
  }

  @Test
  void integerLoss() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      GradientException e =
          assertThrows(
              GradientException.class,
              () -> graph.gradients(graph.ops().withName("n").constant(5), List.of()));
      assertEquals("only floating point can be differentiated; n:0 is TInt32", e.getMessage());
    }
  }

  @Test
  void tensorOfAnotherGraph() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1);
        Graph other = new Graph()) {
      Operand<TFloat32> stranger = Ops.create(other).constant(1f);
      assertThrows(IllegalArgumentException.class, () -> graph.gradients(stranger, List.of()));
    }
  }

  @Test
  void deepGraphNeedsNoDeepStack() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Ops tf = graph.ops();
      Variable<TFloat64> x = GradientCheck.variable(graph, "x", Shape.scalar(), 3);
      Operand<TFloat64> y = x;
      for (int i = 0; i < 5_000; i++) {
        y = tf.math.neg(y);
      }
      assertEquals(1, graph.gradients(y, List.of(x)).size());
    }
  }

  @Test
  void oneNativeCallForEachRegion() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Ops tf = graph.ops();
      Variable<TFloat64> x = GradientCheck.variable(graph, "x", SHAPE, 3);
      Operand<TFloat64> y = x;
      for (int i = 0; i < 10; i++) {
        y = tf.math.tanh(tf.math.add(y, x));
      }
      graph.gradients(custom(graph, tf.math.exp(custom(graph, y))), List.of(x));
      List<String> regions = new ArrayList<>();
      graph
          .tensorflow()
          .operations()
          .forEachRemaining(
              op -> {
                String[] parts = op.name().split("/", -1);
                if (parts.length > 2 && parts[1].startsWith("native")) {
                  regions.add(parts[1]);
                }
              });
      assertEquals(Set.of("native", "native_1"), Set.copyOf(regions));
    }
  }
}
