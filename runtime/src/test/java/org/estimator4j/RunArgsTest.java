package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.estimator4j.config.RunConfig;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.input.Input;
import org.estimator4j.session.GraphBuildingHook;
import org.estimator4j.session.HookFailedException;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.SessionRunArgs;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.RunMetadata;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What hooks can ask of a run beside fetches: feeds and options. */
class RunArgsTest {

  @TempDir Path dir;

  private final Input input = RingModel.rows(100).shuffle().repeat().batch(10);

  private void train(long steps, SessionRunHook... hooks) {
    RunConfig config = RunConfig.builder(dir.resolve("model")).withoutCheckpoints().build();
    try (Estimator estimator = Estimator.of(new RingModel(), config)) {
      estimator.train(input, TrainOption.steps(steps), TrainOption.hooks(hooks));
    }
  }

  /** Feeds a placeholder of its own, on its days; elsewhere it has its default, -1. */
  private static final class Feeder implements GraphBuildingHook {

    private final LongPredicate due;
    private final Supplier<TFloat32> value;
    private final List<Float> seen = new ArrayList<>();
    private SessionRunArgs fed = SessionRunArgs.none();
    private SessionRunArgs plain = SessionRunArgs.none();
    private Operand<TFloat32> doubled;

    Feeder(LongPredicate due, Supplier<TFloat32> value) {
      this.due = due;
      this.value = value;
    }

    @Override
    public void build(ModelGraph graph) {
      Operand<TFloat32> tensor =
          graph.ops().placeholderWithDefault(graph.ops().constant(-1f), Shape.scalar());
      doubled = graph.ops().math.mul(tensor, graph.ops().constant(2f));
      plain = SessionRunArgs.fetch(doubled);
      fed = plain.feeding(tensor, value);
    }

    @Override
    public SessionRunArgs beforeRun(SessionRunContext context) {
      return due.test(context.globalStep()) ? fed : plain;
    }

    @Override
    public void afterRun(SessionRunContext context, SessionRunValues values) {
      seen.add(values.get(doubled).getFloat());
    }
  }

  /** Asks for options on its days. */
  private static final class Tracer implements SessionRunHook {

    private final LongPredicate due;
    private final SessionRunArgs args;
    private final List<Long> steps = new ArrayList<>();
    private final List<RunMetadata> metadata = new ArrayList<>();

    Tracer(LongPredicate due, SessionRunArgs args) {
      this.due = due;
      this.args = args;
    }

    @Override
    public SessionRunArgs beforeRun(SessionRunContext context) {
      return due.test(context.globalStep()) ? args : SessionRunArgs.none();
    }

    @Override
    public void afterRun(SessionRunContext context, SessionRunValues values) {
      values
          .metadata()
          .ifPresent(
              each -> {
                steps.add(context.globalStep());
                metadata.add(each);
              });
    }
  }

  @Test
  void aFedTensorHasItsValueInThatStepOnly() {
    int[] next = {0};
    Feeder feeder = new Feeder(step -> step % 2 == 0, () -> TFloat32.scalarOf(++next[0]));
    train(6, feeder);
    assertEquals(List.of(2f, -2f, 4f, -2f, 6f, -2f), feeder.seen);
  }

  @Test
  void optionsGiveMetadataInThatStepOnly() {
    Tracer tracer = new Tracer(step -> step == 2, SessionRunArgs.none().withFullTrace());
    train(5, tracer);
    assertEquals(List.of(3L), tracer.steps);
    assertTrue(tracer.metadata.get(0).getStepStats().getDevStatsCount() > 0);
    assertEquals(0, tracer.metadata.get(0).getPartitionGraphsCount());
  }

  @Test
  void theOptionsOfTwoHooksAreMerged() {
    RunOptions graphs =
        RunOptions.newBuilder().setOutputPartitionGraphs(true).setTimeoutInMs(60_000).build();
    Tracer first = new Tracer(step -> step == 1, SessionRunArgs.none().withOptions(graphs));
    Tracer second = new Tracer(step -> step == 1, SessionRunArgs.none().withFullTrace());
    train(3, first, second);
    RunMetadata merged = first.metadata.get(0);
    assertEquals(merged, second.metadata.get(0), "both see the one run");
    assertTrue(merged.getPartitionGraphsCount() > 0);
    assertTrue(merged.getStepStats().getDevStatsCount() > 0);
    assertEquals(List.of(2L), second.steps);
  }

  /** More combinations than are prepared exactly: feeds and traces must not leak into others. */
  @Test
  void manyCombinationsKeepFeedsAndTracesApart() {
    Feeder[] feeders = new Feeder[5];
    for (int i = 0; i < feeders.length; i++) {
      int every = i + 2;
      feeders[i] = new Feeder(step -> step % every == 0, () -> TFloat32.scalarOf(every));
    }
    Tracer tracer = new Tracer(step -> step % 7 == 3, SessionRunArgs.none().withFullTrace());
    SessionRunHook[] hooks = Arrays.copyOf(feeders, 6, SessionRunHook[].class);
    hooks[5] = tracer;
    train(30, hooks);
    for (int i = 0; i < feeders.length; i++) {
      for (int step = 0; step < 30; step++) {
        float expected = step % (i + 2) == 0 ? 2 * (i + 2) : -2;
        assertEquals(expected, feeders[i].seen.get(step), "hook " + i + ", step " + step);
      }
    }
    assertEquals(List.of(4L, 11L, 18L, 25L), tracer.steps);
  }

  /** Not as documented, but as Python's users write it: works, if slower. */
  @Test
  void argumentsMadeAnewInEachStepWork() {
    Operand<?>[] operand = new Operand<?>[1];
    int[] read = {0};
    train(
        200,
        new GraphBuildingHook() {
          @Override
          public void build(ModelGraph graph) {
            operand[0] = graph.ops().constant(7f);
          }

          @Override
          public SessionRunArgs beforeRun(SessionRunContext context) {
            return SessionRunArgs.fetch(operand[0]);
          }

          @Override
          public void afterRun(SessionRunContext context, SessionRunValues values) {
            read[0] += values.isEmpty() ? 0 : 1;
          }
        });
    assertEquals(200, read[0]);
  }

  /** Feeds one tensor of the model, found by name. */
  private static class NamedFeeder implements SessionRunHook {

    private final String tensor;
    private final Supplier<? extends Tensor> value;
    private SessionRunArgs args = SessionRunArgs.none();

    NamedFeeder(String tensor, Supplier<? extends Tensor> value) {
      this.tensor = tensor;
      this.value = value;
    }

    @Override
    @SuppressWarnings("unchecked") // the tests want wrong types, too
    public void begin(HookSession session) {
      Operand<TFloat32> operand =
          (Operand<TFloat32>) (Operand<?>) session.graph().tensorflow().operation(tensor).output(0);
      args = SessionRunArgs.none().feeding(operand, (Supplier<TFloat32>) value);
    }

    @Override
    public SessionRunArgs beforeRun(SessionRunContext context) {
      return args;
    }
  }

  /** Another class, so that the message can tell the two. */
  private static final class SecondFeeder extends NamedFeeder {

    SecondFeeder(String tensor, Supplier<? extends Tensor> value) {
      super(tensor, value);
    }
  }

  private static void assertMessage(RuntimeException e, String... parts) {
    for (String part : parts) {
      assertTrue(String.valueOf(e.getMessage()).contains(part), part + " in: " + e.getMessage());
    }
  }

  /** A model's own constant, which can be fed as well as a placeholder. */
  private static GraphBuildingHook constant() {
    return graph -> graph.ops().withName("rate").constant(1f);
  }

  @Test
  void twoHooksThatFeedOneTensorAreNamed() {
    Supplier<TFloat32> one = () -> TFloat32.scalarOf(1f);
    assertMessage(
        assertThrows(
            IllegalStateException.class,
            () ->
                train(1, constant(), new NamedFeeder("rate", one), new SecondFeeder("rate", one))),
        "tensor 'rate' is fed by hook org.estimator4j.RunArgsTest$NamedFeeder (number 3) and by"
            + " hook org.estimator4j.RunArgsTest$SecondFeeder (number 4) in one step");
  }

  @Test
  void aHookThatFeedsTheInputIsNamed() {
    assertMessage(
        assertThrows(
            IllegalStateException.class,
            () -> train(1, new NamedFeeder("features/point", () -> TFloat32.scalarOf(1f)))),
        "tensor 'features/point' is fed by the call's own input and by hook"
            + " org.estimator4j.RunArgsTest$NamedFeeder");
  }

  private HookFailedException refused(Supplier<? extends Tensor> value) {
    return assertThrows(
        HookFailedException.class, () -> train(3, constant(), new NamedFeeder("rate", value)));
  }

  @Test
  void whatCannotBeFedIsExplained() {
    String who = "RunArgsTest$NamedFeeder failed in feeding 'rate' at global step ";
    assertMessage(refused(() -> null), who + "0", "the supplier gave null");
    assertMessage(
        refused(() -> TInt32.scalarOf(1)), who, "gave a DT_INT32 of shape [], but the tensor is a");
    assertMessage(refused(() -> TFloat32.vectorOf(1f, 2f)), who, "shape [2]");
    assertMessage(
        refused(
            () -> {
              throw new IllegalArgumentException("no more values");
            }),
        who,
        "no more values");
    try (TFloat32 kept = TFloat32.scalarOf(1f)) {
      assertMessage(refused(() -> kept), who + "1", "a closed tensor");
    }
  }

  @Test
  void aRunThatFailsClosesWhatWasFed() {
    List<TFloat32> given = new ArrayList<>();
    assertThrows(
        RuntimeException.class,
        () ->
            train(
                1,
                new GraphBuildingHook() {
                  private SessionRunArgs args = SessionRunArgs.none();

                  @Override
                  public void build(ModelGraph graph) {
                    Operand<TFloat32> fed =
                        graph.ops().placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
                    Operand<TFloat32> missing =
                        graph.ops().placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
                    args =
                        SessionRunArgs.fetch(graph.ops().math.add(fed, missing))
                            .feeding(
                                fed,
                                () -> {
                                  given.add(TFloat32.scalarOf(1f));
                                  return given.get(0);
                                });
                  }

                  @Override
                  public SessionRunArgs beforeRun(SessionRunContext context) {
                    return args;
                  }
                }));
    assertEquals(1, given.size());
    assertFalse(isOpen(given.get(0)));
  }

  private static boolean isOpen(TFloat32 tensor) {
    try {
      org.estimator4j.tensorflow.TensorMemory.size(tensor);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
