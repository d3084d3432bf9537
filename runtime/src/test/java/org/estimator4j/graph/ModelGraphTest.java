package org.estimator4j.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.estimator4j.annotation.Mode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.DeviceSpec;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class ModelGraphTest {

  private final ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1);
  private final Ops tf = graph.ops();

  @AfterEach
  void close() {
    graph.close();
  }

  @Test
  void namesAreUniqueWithSuffixes() {
    assertEquals("Const", tf.constant(1f).op().name());
    assertEquals("Const_1", tf.constant(1f).op().name());
    assertEquals("a", tf.withName("a").constant(1f).op().name());
    assertEquals("a_1", tf.withName("a").constant(1f).op().name());
    assertEquals("a_2/Const", tf.withSubScope("a").constant(1f).op().name());
    assertEquals("a_3/Const", tf.withSubScope("a").constant(1f).op().name());
    assertEquals("a_1_1", tf.withName("a_1").constant(1f).op().name());
  }

  @Test
  void nameDoesNotReplaceTheSubScope() {
    assertEquals("bar/Const", tf.withName("foo").withSubScope("bar").constant(1f).op().name());
  }

  @Test
  void subScopesNest() {
    Ops inner = tf.withSubScope("outer").withSubScope("inner");
    assertEquals("outer/inner/Const", inner.constant(1f).op().name());
    assertEquals("outer/inner/x/y", inner.withName("x/y").constant(1f).op().name());
  }

  @Test
  void operationsMadeByCppAreNeverHit() {
    Operand<TFloat32> x = tf.constant(2f);
    Output<?> native1 =
        graph.tensorflow()
            .addGradients(
                null,
                new Output<?>[] {tf.math.square(x).asOutput()},
                new Output<?>[] {x.asOutput()},
                null)[0];
    String taken = native1.op().name();
    assertTrue(taken.startsWith("gradients/"), taken);
    Ops mine = tf.withSubScope("gradients");
    String last = taken.substring(taken.lastIndexOf('/') + 1);
    assertFalse(mine.withName(last).constant(1f).op().name().equals(taken));
  }

  @Test
  void illegalNames() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> tf.withName("my layer"));
    assertTrue(e.getMessage().startsWith("'my layer' cannot name an operation"), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> tf.withSubScope("/a"));
    assertThrows(IllegalArgumentException.class, () -> tf.withSubScope("a/"));
  }

  @Test
  void controlDependenciesAddUp() {
    Operand<TFloat32> a = tf.constant(1f);
    Operand<TFloat32> b = tf.constant(2f);
    Operation op =
        tf.withControlDependencies(List.of(a))
            .withSubScope("deep")
            .withControlDependencies(List.of(b, a))
            .noOp()
            .op();
    assertEquals(Set.of("Const", "Const_1"), controls(op));
  }

  @Test
  void devicesMergePartByPart() {
    DeviceSpec job = DeviceSpec.newBuilder().job("ps").task(1).build();
    DeviceSpec cpu =
        DeviceSpec.newBuilder().deviceType(DeviceSpec.DeviceType.CPU).deviceIndex(0).build();
    DeviceSpec other = DeviceSpec.newBuilder().task(2).build();
    assertEquals("/job:ps/task:1/device:CPU:0", device(tf.withDevice(job).withDevice(cpu)));
    assertEquals(
        "/job:ps/task:2/device:CPU:0",
        device(tf.withDevice(job).withDevice(cpu).withDevice(other)));
    assertEquals("", device(tf));
  }

  private static String device(Ops ops) {
    return ((GraphOperation) ops.constant(1f).op()).device();
  }

  @Test
  void operationsBelongToTheTensorFlowGraph() {
    assertSame(graph.tensorflow(), tf.constant(1f).op().env());
  }

  @Test
  void initScopesAreRefused() {
    assertTrue(
        assertThrows(UnsupportedOperationException.class, tf::withInitScope)
            .getMessage()
            .contains("graph.variable(name, type, shape)"));
    assertThrows(UnsupportedOperationException.class, () -> tf.variable(tf.constant(1f)));
  }

  @Test
  void rawVariablesAreRefusedWithTheNameOfOurs() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> tf.withName("w").variable(Shape.of(2), TFloat32.class));
    assertEquals(
        "VariableV2 'w' would be a variable that is neither initialised nor saved: use"
            + " graph.variable(name, type, shape).initializer(...).create()",
        e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> tf.varHandleOp(TFloat32.class, Shape.of(2)));
  }

  @Test
  void statefulRandomnessIsReportedOnce() {
    PrintStream err = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      Operand<TInt32> shape = tf.constant(new int[] {2});
      tf.withName("noise").random.randomStandardNormal(shape, TFloat32.class);
      tf.random.randomUniform(shape, TFloat32.class);
      tf.random.statelessRandomUniform(shape, graph.statelessSeed("u"), TFloat32.class);
    } finally {
      System.setErr(err);
    }
    List<String> lines = log.toString(StandardCharsets.UTF_8).lines().toList();
    assertEquals(1, lines.size(), lines.toString());
    assertTrue(
        lines.get(0).contains("RandomStandardNormal 'noise' keeps its state outside of"),
        lines.get(0));
  }

  @Test
  void scopeNamesVariablesAndOperations() {
    Variable<TFloat32> first = graph.scope("tower", () -> graph.scope("a", () -> zero("w")));
    Variable<TFloat32> second = graph.scope("tower", () -> graph.scope("b", () -> zero("w")));
    assertEquals("tower/a/w", first.name());
    assertEquals("tower/b/w", second.name());
    assertEquals("tower_2/Const", graph.scope("tower", () -> graph.ops().constant(1f)).op().name());
    assertEquals("Const", graph.ops().constant(1f).op().name());
  }

  @Test
  void scopeEndsWhenItsBodyFails() {
    assertThrows(
        IllegalStateException.class,
        () ->
            graph.scope(
                "a",
                () -> {
                  throw new IllegalStateException();
                }));
    assertEquals("w", zero("w").name());
  }

  @Test
  void collections() {
    Variable<TFloat32> trained = zero("trained");
    Variable<TFloat32> fixed =
        graph
            .variable("fixed", TFloat32.class, Shape.scalar())
            .trainable(false)
            .initializer((ops, v) -> ops.constant(1f))
            .create();
    Variable<TFloat32> local =
        graph
            .variable("local", TFloat32.class, Shape.scalar())
            .local()
            .initializer((ops, v) -> ops.constant(1f))
            .create();
    assertEquals(List.of(trained), graph.trainableVariables());
    assertEquals(List.of(graph.globalStep().variable(), trained, fixed), graph.globalVariables());
    assertEquals(List.of(local), graph.localVariables());
    assertSame(fixed, graph.findVariable("fixed").orElseThrow());
    assertTrue(graph.findVariable("other").isEmpty());

    Op op = tf.noOp();
    graph.addUpdateOp(op);
    graph.addTableInitializer(op);
    graph.addLoss(trained);
    assertEquals(List.of(op), graph.updateOps());
    assertEquals(List.of(op), graph.tableInitializers());
    assertEquals(List.of(trained), graph.losses());
    assertThrows(UnsupportedOperationException.class, () -> graph.losses().clear());
    try (ModelGraph other = ModelGraph.create(Mode.TRAIN, 1)) {
      Operand<TFloat32> stranger = other.ops().constant(1f);
      assertThrows(IllegalArgumentException.class, () -> graph.addLoss(stranger));
    }
  }

  @Test
  void groupsOfInitialisersFollowWhatIsAdded() {
    zero("a");
    Op first = graph.globalInitializer();
    assertSame(first, graph.globalInitializer());
    zero("b");
    Op second = graph.globalInitializer();
    assertEquals(Set.of("global_step/Assign", "a/Assign"), controls(first.op()));
    assertEquals(Set.of("global_step/Assign", "a/Assign", "b/Assign"), controls(second.op()));
  }

  @Test
  void frozenGraphGrowsNoMore() {
    zero("a");
    graph.freeze();
    graph.freeze();
    assertTrue(graph.frozen());
    int count = graph.operationCount();
    assertNotNull(graph.globalInitializer());
    assertNotNull(graph.localInitializer());
    assertNotNull(graph.tablesInitializer());
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> tf.withName("late").constant(1f));
    assertEquals(
        "the TRAIN graph is complete and its session may have run: Const 'late' comes too late."
            + " Add nodes in the model's methods, or in a hook that implements GraphBuildingHook",
        e.getMessage());
    assertThrows(IllegalStateException.class, () -> zero("b"));
    assertThrows(
        IllegalStateException.class,
        () -> graph.gradients(graph.findVariable("a").orElseThrow(), graph.trainableVariables()));
    assertEquals(count, graph.operationCount());
    assertEquals(1, graph.trainableVariables().size());
  }

  @Test
  void groupRunsItsMembers() {
    Variable<TFloat32> a = zero("a");
    Variable<TFloat32> b = zero("b");
    Op both =
        graph.group(
            "both", List.of(a.assignAdd(tf, tf.constant(1f)), b.assignAdd(tf, tf.constant(2f))));
    try (GraphRun run = new GraphRun(graph).initialize()) {
      run.run(both);
      assertEquals(1, run.value(a));
      assertEquals(2, run.value(b));
    }
  }

  @Test
  void closingTwiceIsHarmless() {
    ModelGraph other = ModelGraph.builder(Mode.EVAL).seed(3).taskIndex(1).build();
    assertEquals(Mode.EVAL, other.mode());
    assertEquals(3, other.seed());
    other.close();
    other.close();
    assertThrows(IllegalStateException.class, () -> other.ops().constant(1f));
    assertThrows(IllegalArgumentException.class, () -> ModelGraph.builder(Mode.EVAL).taskIndex(-1));
  }

  @Test
  void manyScopesCostNoScan() {
    for (int i = 0; i < 2_000; i++) {
      tf.constant(1f);
    }
    ThreadMXBean clock = ManagementFactory.getThreadMXBean(); // what others do counts for nothing
    long start = clock.getCurrentThreadCpuTime();
    for (int i = 0; i < 200; i++) {
      tf.withSubScope("s").constant(1f);
    }
    double millis = (clock.getCurrentThreadCpuTime() - start) / 1e6;
    assertTrue(millis < 500, "200 scopes took " + millis + " ms");
  }

  private Variable<TFloat32> zero(String name) {
    return graph
        .variable(name, TFloat32.class, Shape.scalar())
        .initializer((ops, v) -> ops.constant(0f))
        .create();
  }

  private static Set<String> controls(Operation op) {
    return ((GraphOperation) op)
        .controlInputs().stream().map(GraphOperation::name).collect(Collectors.toSet());
  }
}
