package org.estimator4j.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.estimator4j.annotation.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

class ControlFlowGradientsTest {

  private static final Shape SHAPE = Shape.of(2, 2);

  /** {@code x · tanh(w)}, and {@code x² · log} by a rule of ours. */
  private static ConcreteFunction branch(boolean first) {
    return ConcreteFunction.create(
        tf -> {
          Operand<TFloat64> x = tf.placeholder(TFloat64.class);
          Operand<TFloat64> w = tf.placeholder(TFloat64.class);
          Operand<TFloat64> y =
              first ? tf.math.mul(x, tf.math.tanh(w)) : tf.math.xlogy(tf.math.square(x), x);
          return Signature.builder(first ? "first" : "second")
              .input("x", x)
              .input("w", w)
              .output("y", y)
              .output("z", tf.math.sin(y))
              .build();
        });
  }

  private static Operand<TFloat64> conditional(
      Ops tf, boolean first, Operand<TFloat64> x, Operand<TFloat64> w) {
    try (ConcreteFunction then = branch(true);
        ConcreteFunction otherwise = branch(false)) {
      OperationBuilder builder = tf.scope().opBuilder("StatelessIf", "if");
      builder.addInput(tf.constant(first).asOutput());
      builder.addInputList(new Output<?>[] {x.asOutput(), w.asOutput()});
      builder.setAttr("Tout", new DataType[] {DataType.DT_DOUBLE, DataType.DT_DOUBLE});
      Operation made =
          builder.setAttr("then_branch", then).setAttr("else_branch", otherwise).build();
      return tf.math.add(
          made.<TFloat64>output(0), tf.math.mul(made.<TFloat64>output(1), tf.constant(2.0)));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void branches(boolean first) {
    GradientCheck.of(
        SHAPE,
        (graph, x) -> {
          Ops tf = graph.ops();
          Operand<TFloat64> w = tf.math.cos(x);
          return tf.math.exp(tf.ensureShape(conditional(tf, first, tf.math.sin(x), w), SHAPE));
        });
  }

  /** Rounds of {@code x ← tanh(x · w) + xlogy(x, 2)}. */
  private static Operand<TFloat64> loop(
      Ops tf, int rounds, Operand<TFloat64> x, Operand<TFloat64> w) {
    try (ConcreteFunction condition =
            ConcreteFunction.create(
                ops -> {
                  Operand<TInt32> left = ops.placeholder(TInt32.class);
                  return Signature.builder("condition")
                      .input("left", left)
                      .input("x", ops.placeholder(TFloat64.class))
                      .input("w", ops.placeholder(TFloat64.class))
                      .output("again", ops.math.greater(left, ops.constant(0)))
                      .build();
                });
        ConcreteFunction body =
            ConcreteFunction.create(
                ops -> {
                  Operand<TInt32> left = ops.placeholder(TInt32.class);
                  Operand<TFloat64> value = ops.placeholder(TFloat64.class);
                  Operand<TFloat64> weights = ops.placeholder(TFloat64.class);
                  Operand<TFloat64> product = ops.linalg.matMul(value, weights);
                  return Signature.builder("body")
                      .input("left", left)
                      .input("x", value)
                      .input("w", weights)
                      .output("left", ops.math.sub(left, ops.constant(1)))
                      .output(
                          "x",
                          ops.math.add(
                              ops.math.tanh(product), ops.math.xlogy(value, ops.constant(2.0))))
                      .output("w", weights)
                      .build();
                })) {
      OperationBuilder builder = tf.scope().opBuilder("StatelessWhile", "while");
      builder.addInputList(
          new Output<?>[] {tf.constant(rounds).asOutput(), x.asOutput(), w.asOutput()});
      return builder.setAttr("cond", condition).setAttr("body", body).build().output(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void loops(int rounds) {
    GradientCheck.of(
        SHAPE,
        (graph, x) -> {
          Ops tf = graph.ops();
          Operand<TFloat64> y = loop(tf, rounds, tf.math.sin(x), tf.math.cos(x));
          return tf.math.square(tf.ensureShape(y, SHAPE));
        });
  }

  /** A branch that reads a variable through its handle. */
  @Test
  void handlesOfVariables() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Ops tf = graph.ops();
      Variable<TFloat64> v = GradientCheck.variable(graph, "v", Shape.of(3), 1);
      try (ConcreteFunction reads =
              ConcreteFunction.create(
                  ops -> {
                    Output<?> handle = handle(ops);
                    Operation read =
                        ops.scope()
                            .opBuilder("ReadVariableOp", "read")
                            .addInput(handle)
                            .setAttr("dtype", DataType.DT_DOUBLE)
                            .build();
                    return Signature.builder("reads")
                        .input("v", handle)
                        .output("y", ops.math.square(read.<TFloat64>output(0)))
                        .build();
                  });
          ConcreteFunction doesNot =
              ConcreteFunction.create(
                  ops -> {
                    Output<?> handle = handle(ops);
                    return Signature.builder("does_not")
                        .input("v", handle)
                        .output("y", ops.constant(new double[3]))
                        .build();
                  })) {
        for (boolean reading : new boolean[] {true, false}) {
          OperationBuilder builder = tf.scope().opBuilder("If", "if");
          builder.addInput(tf.constant(reading).asOutput());
          builder.addInputList(new Output<?>[] {v.handle()});
          builder.setAttr("Tout", new DataType[] {DataType.DT_DOUBLE});
          builder.setAttr("then_branch", reads).setAttr("else_branch", doesNot);
          Operand<TFloat64> y =
              tf.math.add(
                  tf.ensureShape(builder.build().<TFloat64>output(0), Shape.of(3)), tf.math.sin(v));
          GradientCheck.compare(graph, GradientCheck.weightedSum(graph, y), List.of(v), 1e-7);
        }
      }
    }
  }

  private static Output<?> handle(Ops tf) {
    return tf.scope()
        .opBuilder("Placeholder", "handle")
        .setAttr("dtype", DataType.DT_RESOURCE)
        .build()
        .output(0);
  }

  @Test
  void rulesThatWereRegisteredHoldInsideOfFunctions() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Ops tf = graph.ops();
      graph.registerGradient("Tanh", step -> step.inputGradient(0, step.outputGradient(0)));
      Variable<TFloat64> w = GradientCheck.variable(graph, "w", SHAPE, 3);
      Operand<TFloat64> ones = tf.onesLike(w);
      Operand<TFloat64> y = conditional(tf, true, ones, w);
      Operand<?> gradient = graph.gradients(y, List.of(w)).get(0).value();
      try (GraphRun run = new GraphRun(graph).initialize()) {
        double at = run.values(w)[0];
        assertEquals(1 + 2 * Math.cos(Math.tanh(at)), run.values(gradient)[0], 1e-9);
      }
    }
  }

  @Test
  void whatIsMissingInABranchIsNamed() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Ops tf = graph.ops();
      Variable<TFloat64> x = GradientCheck.variable(graph, "x", SHAPE, 3);
      try (ConcreteFunction bad =
          ConcreteFunction.create(
              ops -> {
                Operand<TFloat64> in = ops.placeholder(TFloat64.class);
                return Signature.builder("bad")
                    .input("x", in)
                    .output("y", ops.withName("gamma").math.igamma(in, in))
                    .build();
              })) {
        OperationBuilder builder = tf.scope().opBuilder("StatelessIf", "if");
        builder.addInput(tf.constant(true).asOutput());
        builder.addInputList(new Output<?>[] {x.asOutput()});
        builder.setAttr("Tout", new DataType[] {DataType.DT_DOUBLE});
        builder.setAttr("then_branch", bad).setAttr("else_branch", bad);
        Operand<TFloat64> y = builder.build().output(0);
        String message =
            assertThrows(GradientException.class, () -> graph.gradients(y, List.of(x)))
                .getMessage();
        assertTrue(message.startsWith("there is no gradient for Igamma 'body/gamma"), message);
      }
    }
  }
}
