package org.estimator4j.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.estimator4j.annotation.Mode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

class VariableTest {

  private final ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1);
  private final Ops tf = graph.ops();

  @AfterEach
  void close() {
    graph.close();
  }

  private Variable<TFloat32> variable(String name, float... values) {
    return graph
        .variable(name, TFloat32.class, Shape.of(values.length))
        .initializer((ops, v) -> ops.constant(values))
        .create();
  }

  @Test
  void nodesAreNamedAsPythonNamesThem() {
    Variable<TFloat32> kernel = variable("hidden/kernel", 1, 2);
    assertEquals("hidden/kernel", kernel.name());
    assertEquals("hidden/kernel:0", kernel.handle().name());
    assertEquals("hidden/kernel/Read/ReadVariableOp:0", kernel.asOutput().name());
    assertEquals("hidden/kernel/Assign", kernel.initializer().op().name());
    assertEquals(Shape.of(2), kernel.shape());
    assertEquals(TFloat32.class, kernel.type());
    assertTrue(kernel.trainable());
    assertFalse(kernel.local());
  }

  @Test
  void twoVariablesDoNotShareTheirValue() {
    Variable<TFloat32> a = variable("a", 1);
    Variable<TFloat32> b = variable("b", 2);
    try (GraphRun run = new GraphRun(graph).initialize()) {
      assertEquals(1, run.value(a));
      assertEquals(2, run.value(b));
    }
  }

  @Test
  void assignments() {
    Variable<TFloat32> v = variable("v", 1, 2);
    Operand<TFloat32> delta = tf.constant(new float[] {10, 20});
    Op assign = v.assign(tf, delta);
    Op add = v.assignAdd(tf, delta);
    Op subtract = v.assignSub(tf, delta);
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.run(add);
      assertArrayEquals(new double[] {11, 22}, run.values(v));
      run.run(assign);
      assertArrayEquals(new double[] {10, 20}, run.values(v));
      run.run(subtract);
      assertArrayEquals(new double[] {0, 0}, run.values(v));
      run.set(v, 5, 6);
      assertArrayEquals(new double[] {5, 6}, run.values(v));
      run.run(v.initializer());
      assertArrayEquals(new double[] {1, 2}, run.values(v));
    }
  }

  @RepeatedTest(20)
  void changeComesAfterAllReadsThatHaveNoOrderOfTheirOwn() {
    Variable<TFloat32> v = variable("v", 1);
    Operand<TFloat32> fresh = v.read(tf);
    Op change = v.assignAdd(v.afterReads(tf), tf.constant(new float[] {1}));
    Operand<TFloat32> after = v.read(tf.withControlDependencies(List.of(change)));
    Operand<TFloat32> all = tf.concat(List.of(v, fresh, after), tf.constant(0));
    try (GraphRun run = new GraphRun(graph).initialize()) {
      assertArrayEquals(new double[] {1, 1, 2}, run.values(all));
      assertArrayEquals(new double[] {2, 2, 3}, run.values(all));
    }
  }

  @Test
  void readDoesNotDependOnTheScopeThatItWasMadeIn() {
    Variable<TFloat32> v =
        graph.scope(
            "a",
            () ->
                graph
                    .variable("v", TFloat32.class, Shape.scalar())
                    .initializer((ops, d) -> ops.constant(1f))
                    .create());
    assertEquals("a/v/Read/ReadVariableOp", v.op().name());
  }

  @Test
  void twoVariablesOfOneName() {
    variable("hidden/kernel", 1, 2);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> variable("hidden/kernel", 1, 2, 3));
    assertEquals(
        "two variables are called 'hidden/kernel': the first is TFloat32 [2], the second TFloat32"
            + " [3]; give one of them, or its layer, another name",
        e.getMessage());
  }

  @Test
  void nameOfAnOperation() {
    tf.withName("taken").constant(1f);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> variable("taken", 1));
    assertEquals("variable 'taken' has the name of an operation or scope", e.getMessage());
  }

  @Test
  void wrongInitialValue() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                graph
                    .variable("v", TFloat32.class, Shape.of(3))
                    .initializer((ops, v) -> ops.constant(new float[] {1, 2}))
                    .create());
    assertEquals(
        "the initialiser of variable 'v' gives TFloat32 [2], the variable is TFloat32 [3]",
        e.getMessage());
  }

  @Test
  void incompleteDescriptions() {
    assertEquals(
        "variable 'v' needs a fully known shape, got [-1, 2]",
        assertThrows(
                IllegalArgumentException.class,
                () -> graph.variable("v", TFloat32.class, Shape.of(-1, 2)))
            .getMessage());
    assertEquals(
        "variable 'v' has no initialiser: call initializer(...)",
        assertThrows(
                IllegalStateException.class,
                () -> graph.variable("v", TFloat32.class, Shape.scalar()).create())
            .getMessage());
    assertEquals(
        "variable 'v' is TInt64: only floating point can be trained",
        assertThrows(
                IllegalArgumentException.class,
                () -> graph.variable("v", TInt64.class, Shape.scalar()).trainable(true))
            .getMessage());
  }

  @Test
  void globalStepCountsAfterOtherOperations() {
    Variable<TFloat32> v = variable("v", 0);
    Operand<TFloat32> step = tf.dtypes.cast(graph.globalStep().read(), TFloat32.class);
    Op note = v.assign(tf, tf.reshape(step, tf.constant(new int[] {1})));
    Op increment = graph.globalStep().increment(List.of(note));
    try (GraphRun run = new GraphRun(graph).initialize()) {
      for (int i = 0; i < 3; i++) {
        run.run(increment);
        assertEquals(i, run.value(v));
        assertEquals(i + 1, run.value(graph.globalStep().read()));
      }
    }
  }
}
