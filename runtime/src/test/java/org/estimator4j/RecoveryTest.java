package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import org.estimator4j.annotation.Mode;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.checkpoint.CheckpointReader;
import org.estimator4j.checkpoint.CheckpointStore;
import org.estimator4j.checkpoint.Checkpoints;
import org.estimator4j.checkpoint.RetentionPolicy;
import org.estimator4j.checkpoint.WatchedStore;
import org.estimator4j.config.ClusterConfig;
import org.estimator4j.config.Params;
import org.estimator4j.config.RunConfig;
import org.estimator4j.config.RunConfigBuilder;
import org.estimator4j.input.Batch;
import org.estimator4j.input.ElementSpec;
import org.estimator4j.input.Input;
import org.estimator4j.input.InputContext;
import org.estimator4j.input.InputCursor;
import org.estimator4j.session.HookFailedException;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
import org.estimator4j.tensorflow.OperationFailedException;
import org.estimator4j.tensorflow.StatusCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.types.family.TType;

/** A training that loses a peer goes on from the newest checkpoint, and ends as if it had not. */
class RecoveryTest {

  @TempDir Path dir;

  private final List<String> calls = new ArrayList<>();
  private final Input train = RingModel.rows(300).shuffle().repeat().batch(32);

  private RunConfigBuilder config(String name) {
    return RunConfig.builder(dir.resolve(name)).saveCheckpointsSteps(10).saveSummarySteps(0);
  }

  private void train(RunConfig config, Input input, SessionRunHook... hooks) {
    try (Estimator estimator = Estimator.of(new RingModel(), config)) {
      estimator.train(input, TrainOption.maxSteps(40), TrainOption.hooks(hooks));
    }
  }

  /** Notes its calls, and fails after the steps that are named. */
  private SessionRunHook failing(StatusCode code, LongPredicate steps) {
    return new SessionRunHook() {
      @Override
      public void begin(HookSession session) {
        calls.add("begin");
      }

      @Override
      public void afterCreateSession(HookSession session) {
        calls.add("session at " + session.globalStep());
      }

      @Override
      public void afterRun(SessionRunContext context, SessionRunValues values) {
        if (steps.test(context.globalStep())) {
          throw new OperationFailedException(code, "the peer is gone");
        }
      }

      @Override
      public void end(HookSession session) {
        calls.add("end");
      }

      @Override
      public void abandon(HookSession session) {
        calls.add("abandon");
      }
    };
  }

  /** True the first so many times that a step is reached. */
  private static LongPredicate times(int times, long step) {
    int[] left = {times};
    return at -> at == step && left[0]-- > 0;
  }

  /** Batches of another input; told the position before each. */
  record Watched(Input input, LongConsumer next) implements Input {

    @Override
    public InputCursor open(InputContext context) {
      InputCursor cursor = input.open(context);
      return new InputCursor() {
        @Override
        public @Nullable Batch next() {
          next.accept(cursor.position());
          return cursor.next();
        }

        @Override
        public long position() {
          return cursor.position();
        }

        @Override
        public void close() {
          cursor.close();
        }
      };
    }

    @Override
    public ElementSpec elementSpec() {
      return input.elementSpec();
    }

    @Override
    public OptionalLong size() {
      return input.size();
    }

    @Override
    public String fingerprint() {
      return input.fingerprint();
    }

    @Override
    public String describe() {
      return input.describe();
    }
  }

  @Test
  void anAbortedStepIsRunAgainFromTheNewestCheckpoint() {
    train(config("whole").build(), train);
    List<Long> positions = new ArrayList<>();
    train(
        config("lost").prefetchBatches(0).build(),
        new Watched(train, positions::add),
        failing(StatusCode.ABORTED, times(1, 25)));
    assertEquals(List.of("begin", "session at 0", "session at 20", "end"), calls);
    assertEquals(List.of(24L, 20L, 21L), positions.subList(24, 27), "the input is rewound");
    assertEquals(SavedWeights.of(dir.resolve("whole")), SavedWeights.of(dir.resolve("lost")));
    assertEquals(
        List.of(40L, 30L, 20L, 10L, 0L),
        Checkpoints.list(dir.resolve("lost")).stream().map(Checkpoint::step).toList());
  }

  @Test
  void anInputWhosePeerIsUnavailableIsOpenedAgain() {
    train(config("whole").build(), train);
    LongPredicate third = times(1, 33);
    Input flaky =
        new Watched(
            train,
            position -> {
              if (third.test(position)) {
                throw new OperationFailedException(StatusCode.UNAVAILABLE, "the store is gone");
              }
            });
    train(config("lost").build(), flaky.prefetch(2), failing(StatusCode.ABORTED, step -> false));
    assertEquals(List.of("begin", "session at 0", "session at 30", "end"), calls);
    assertEquals(SavedWeights.of(dir.resolve("whole")), SavedWeights.of(dir.resolve("lost")));
  }

  /** Trains in the background mode, holding the checkpoint of step 20 up as the test says. */
  private void trainSlowly(Input input, LongConsumer beforeWriting, SessionRunHook... hooks) {
    RunConfig config = config("lost").saveInBackground(true).prefetchBatches(0).build();
    EstimatorModel model =
        new EstimatorModel(new RingModel(), config, Params.empty(), Optional.empty());
    TrainSettings settings = TrainSettings.of(TrainOption.maxSteps(40), TrainOption.hooks(hooks));
    try (ModeRuntimes runtimes = new ModeRuntimes(model);
        CheckpointStore store = WatchedStore.open(config.modelDir(), beforeWriting)) {
      runtimes.with(
          Mode.TRAIN,
          settings.hooks(),
          runtime -> new TrainCall(model, input, settings).runInto(store, runtime));
    }
  }

  @Test
  void aCheckpointThatIsBeingWrittenIsWaitedForAndLoaded() {
    train(config("whole").build(), train);
    Thread training = Thread.currentThread();
    CountDownLatch lost = new CountDownLatch(1);
    AtomicBoolean wentOn = new AtomicBoolean();
    Input watched =
        new Watched(
            train,
            position -> {
              if (lost.getCount() == 0) {
                wentOn.set(true); // the next batch after the loss: something was loaded
              }
            });
    LongConsumer slow =
        step -> {
          if (step == 20) {
            await(lost);
            while (training.getState() != Thread.State.WAITING && !wentOn.get()) {
              Thread.onSpinWait(); // until it waits for this thread, or did not and went on
            }
          }
        };
    LongPredicate once = times(1, 23);
    trainSlowly(
        watched,
        slow,
        failing(
            StatusCode.ABORTED,
            step -> {
              boolean fails = once.test(step);
              if (fails) {
                lost.countDown();
              } else if (lost.getCount() == 0 || step < 20) {
                BackgroundSavingTest.awaitWriter();
              }
              return fails;
            }));
    assertEquals(List.of("begin", "session at 0", "session at 20", "end"), calls);
    assertEquals(SavedWeights.of(dir.resolve("whole")), SavedWeights.of(dir.resolve("lost")));
  }

  @Test
  void aCheckpointThatCannotBeWrittenMeanwhileEndsTheTraining() {
    CountDownLatch lost = new CountDownLatch(1);
    LongConsumer failing =
        step -> {
          if (step == 20) {
            await(lost);
            throw new IllegalStateException("the disk is gone, too");
          }
        };
    HookFailedException e =
        assertThrows(
            HookFailedException.class,
            () ->
                trainSlowly(
                    train,
                    failing,
                    failing(
                        StatusCode.UNAVAILABLE,
                        step -> {
                          if (step == 23) {
                            lost.countDown();
                          } else if (step < 20) {
                            BackgroundSavingTest.awaitWriter();
                          }
                          return step == 23;
                        })));
    assertEquals(
        "hook org.estimator4j.hook.CheckpointSaverHook failed in afterCreateSession at global step 10:"
            + " the disk is gone, too",
        e.getMessage());
    assertEquals(List.of("begin", "session at 0", "session at 10", "abandon"), calls);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void severalLossesInARowAreRecoveredToo() {
    train(config("a").build(), train, failing(StatusCode.ABORTED, times(Recovery.MAX_IN_VAIN, 25)));
    assertEquals(Recovery.MAX_IN_VAIN + 3, calls.size(), calls.toString());
    assertEquals("end", calls.get(calls.size() - 1));
  }

  @Test
  void aTrainingThatFailsAtTheSameStepAgainAndAgainGivesUp() {
    HookFailedException e =
        assertThrows(
            HookFailedException.class,
            () -> train(config("a").build(), train, failing(StatusCode.ABORTED, s -> s == 25)));
    assertTrue(e.getMessage().contains("the peer is gone"), e.getMessage());
    assertEquals(
        "the training was recovered 5 times in a row without getting beyond step 25, and gave up",
        e.getSuppressed()[0].getMessage());
    assertEquals("abandon", calls.get(calls.size() - 1));
    assertEquals(20, Checkpoints.latest(dir.resolve("a")).orElseThrow().step());
  }

  @Test
  void otherFailuresEndTheTraining() {
    for (StatusCode code :
        List.of(StatusCode.INVALID_ARGUMENT, StatusCode.CANCELLED, StatusCode.OUT_OF_RANGE)) {
      calls.clear();
      assertThrows(
          HookFailedException.class,
          () -> train(config(code.name()).build(), train, failing(code, times(1, 25))));
      assertEquals(List.of("begin", "session at 0", "abandon"), calls);
    }
  }

  @Test
  void withoutCheckpointsItStartsOver() {
    train(config("whole").build(), train);
    RunConfig unsaved = config("a").withoutCheckpoints().build();
    try (Estimator estimator = Estimator.of(new RingModel(), unsaved)) {
      SessionRunHook hook = failing(StatusCode.UNAVAILABLE, times(1, 25));
      assertEquals(
          40, estimator.train(train, TrainOption.steps(40), TrainOption.hooks(hook)).globalStep());
    }
    assertEquals(List.of("begin", "session at 0", "session at 0", "end"), calls);
  }

  @Test
  void aCheckpointWithoutAPositionRewindsTheInput() {
    try (Estimator estimator = Estimator.of(new RingModel(), config("first").build())) {
      estimator.train(train, TrainOption.maxSteps(10));
    }
    Checkpoint full = Checkpoints.latest(dir.resolve("first")).orElseThrow();
    try (CheckpointReader reader = CheckpointReader.open(full);
        CheckpointStore store =
            CheckpointStore.open(dir.resolve("lost"), RetentionPolicy.newest(5))) {
      Set<String> names = new TreeSet<>(reader.contents().variables().keySet());
      names.remove(CheckpointReader.STATE_VARIABLE);
      Map<String, TType> values = reader.read(names);
      store.save(10, values, Map.of());
      values.values().forEach(TType::close);
    }
    List<Long> positions = new ArrayList<>();
    train(
        config("lost").saveCheckpointsSteps(1000).prefetchBatches(0).build(),
        new Watched(train, positions::add),
        failing(StatusCode.ABORTED, times(1, 13)));
    assertEquals(List.of("begin", "session at 10", "session at 10", "end"), calls);
    assertEquals(List.of(0L, 1L, 2L, 0L, 1L), positions.subList(0, 5));
  }

  @Test
  void aTaskOfAClusterIsToldThatItCannotTrainYet() {
    ClusterConfig worker =
        ClusterConfig.parse(
            """
            {"cluster": {"chief": ["a:1"], "worker": ["b:2"]},
             "task": {"type": "worker", "index": 0}}
            """);
    assertEquals(
        "TF_CONFIG makes this process worker 0 of a cluster, but this version trains in one process"
            + " only: unset TF_CONFIG, or use"
            + " RunConfig.builder(dir).cluster(ClusterConfig.local())",
        assertThrows(
                UnsupportedOperationException.class,
                () -> train(config("a").cluster(worker).build(), train))
            .getMessage());
    ClusterConfig alone =
        ClusterConfig.parse(
            """
            {"cluster": {"chief": ["a:1"]}, "task": {"type": "chief", "index": 0}}
            """);
    train(config("a").cluster(alone).build(), train);
    assertEquals(40, Checkpoints.latest(dir.resolve("a")).orElseThrow().step());
  }
}
