package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.checkpoint.Checkpoints;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.Input;
import org.estimator4j.session.HookFailedException;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.op.Op;

/** Inputs that end early, fail, block or never end, with and without reading ahead. */
class OddInputsTest {

  @TempDir Path dir;

  private final Input train = RingModel.rows(300).shuffle().repeat().batch(10);

  private RunConfig config(int prefetch) {
    return RunConfig.builder(dir.resolve("model"))
        .saveCheckpointsSteps(100)
        .prefetchBatches(prefetch)
        .build();
  }

  private long newest(String name) {
    return Checkpoints.latest(dir.resolve(name)).map(Checkpoint::step).orElse(-1L);
  }

  private TrainResult train(RunConfig config, Input input, SessionRunHook... hooks) {
    try (Estimator estimator = Estimator.of(new RingModel(), config)) {
      return estimator.train(input, TrainOption.maxSteps(20), TrainOption.hooks(hooks));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void oneThatEndsEarlyEndsTheTraining(int prefetch) {
    TrainResult result = train(config(prefetch), RingModel.rows(35).batch(10));
    assertEquals(4, result.steps());
    assertEquals("the input ended", result.stopReason());
    assertEquals(4, newest("model"));
  }

  /** It fails at its 8th batch; the 7 steps before are kept, and the next run ends as if alone. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void oneThatFailsLosesNoWork(int prefetch) {
    IllegalStateException failure = new IllegalStateException("the line is cut");
    Input failing =
        new RecoveryTest.Watched(
            train,
            position -> {
              if (position == 7) {
                throw failure;
              }
            });
    assertSame(
        failure, assertThrows(IllegalStateException.class, () -> train(config(prefetch), failing)));
    assertEquals(7, newest("model"));
    train(config(prefetch), train);
    train(RunConfig.inDir(dir.resolve("whole")), train);
    assertEquals(SavedWeights.of(dir.resolve("whole")), SavedWeights.of(dir.resolve("model")));
  }

  @Test
  void aHookThatFailsLosesNoWorkEither() {
    SessionRunHook failing =
        new SessionRunHook() {
          @Override
          public void afterRun(SessionRunContext context, SessionRunValues values) {
            if (context.globalStep() == 7) {
              throw new IllegalStateException("out of luck");
            }
          }
        };
    assertThrows(HookFailedException.class, () -> train(config(2), train, failing));
    assertEquals(7, newest("model"));
    train(config(2), train);
    train(RunConfig.inDir(dir.resolve("whole")), train);
    assertEquals(SavedWeights.of(dir.resolve("whole")), SavedWeights.of(dir.resolve("model")));
  }

  @Test
  void aStepThatFailsIsNotSaved() {
    RingModel model = new RingModel();
    model.lossChange =
        (tf, loss) -> {
          Op check = tf.assertThat(tf.math.less(loss, tf.constant(1e6f)), List.of(loss));
          return tf.withControlDependencies(check).identity(loss);
        };
    model.learningRate = 1e10;
    try (Estimator estimator = Estimator.of(model, config(2))) {
      assertThrows(RuntimeException.class, () -> estimator.train(train, TrainOption.maxSteps(20)));
    }
    assertEquals(0, newest("model"), "its variables may be half changed");
  }

  /** Tells when a step is done. */
  private static SessionRunHook after(long step, Runnable action) {
    return new SessionRunHook() {
      @Override
      public void afterRun(SessionRunContext context, SessionRunValues values) {
        if (context.globalStep() == step) {
          action.run();
        }
      }
    };
  }

  @Test
  void anInterruptEndsTheWaitForOneThatBlocksAndLosesNoWork() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch fifth = new CountDownLatch(1);
    Input blocking =
        new RecoveryTest.Watched(
            train,
            position -> {
              if (position == 5) {
                block(blocked);
              }
            });
    Thread trainer = Thread.currentThread();
    Thread interrupter =
        new Thread(
            () -> {
              try {
                blocked.await();
                fifth.await();
                trainer.interrupt();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    interrupter.setDaemon(true);
    interrupter.start();
    String message =
        assertThrows(
                IllegalStateException.class,
                () -> train(config(2), blocking, after(5, fifth::countDown)))
            .getMessage();
    assertTrue(Thread.interrupted(), "it is still told");
    interrupter.join();
    assertEquals("interrupted while waiting for a batch", message);
    assertEquals(5, newest("model"));
  }

  private static void block(CountDownLatch blocked) {
    blocked.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("woken up", e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM")
  void aSignalEndsTheWaitForOneThatBlocks(int prefetch) throws Exception {
    Path log = dir.resolve("log");
    Process process =
        ChildJvm.start(BlockedProgram.class, log, dir.resolve("model"), String.valueOf(prefetch));
    while (process.isAlive()
        && !(Files.readString(log).contains("blocked at 5")
            && Files.readString(log).contains("did step 5"))) {
      Thread.sleep(10);
    }
    process.destroy();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    String text = Files.readString(log);
    assertEquals(128 + 15, process.exitValue(), text);
    assertTrue(text.contains("SIGTERM was received"), text);
    assertFalse(text.contains("the program went on"), text);
    assertEquals(5, newest("model"));
  }

  /** Trains on an input that blocks at its sixth batch. */
  static final class BlockedProgram {

    private BlockedProgram() {}

    public static void main(String[] args) {
      RunConfig config =
          RunConfig.builder(Path.of(args[0]))
              .prefetchBatches(Integer.parseInt(args[1]))
              .stopOnSignal(true)
              .build();
      Input blocking =
          new RecoveryTest.Watched(
              RingModel.rows(300).shuffle().repeat().batch(10),
              position -> {
                if (position == 5) {
                  System.out.println("blocked at 5");
                  block(new CountDownLatch(1));
                }
              });
      try (Estimator estimator = Estimator.of(new RingModel(), config)) {
        estimator.train(
            blocking,
            TrainOption.maxSteps(1000),
            TrainOption.hooks(after(5, () -> System.out.println("did step 5"))));
      }
      System.out.println("the program went on");
    }
  }
}
