package org.estimator4j.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.estimator4j.TrainResult;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.checkpoint.CheckpointStore;
import org.estimator4j.checkpoint.Checkpoints;
import org.estimator4j.checkpoint.RetentionPolicy;
import org.estimator4j.session.HookFailedException;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.RunAbortedException;
import org.estimator4j.session.SessionRunHook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a saver tells its listeners, in real trainings. */
class CheckpointListenerTest {

  @TempDir Path dir;

  private Path directory;
  private final List<String> calls = new ArrayList<>();

  @BeforeEach
  void startInAnEmptyDirectory() {
    directory = dir.resolve("saved");
  }

  /** Writes down every call; wants to stop at a step, or throws in a phase at a step. */
  private class Recorder implements CheckpointListener {

    private final String name;
    private final String throwsIn;
    private final long stopAt;

    Recorder(String name, String throwsIn, long stopAt) {
      this.name = name;
      this.throwsIn = throwsIn;
      this.stopAt = stopAt;
    }

    RuntimeException failure() {
      return new IllegalStateException("out of luck");
    }

    private void record(String phase) {
      calls.add(name + "." + phase);
      if (phase.equals(throwsIn)) {
        throw failure();
      }
    }

    @Override
    public void begin(HookSession session) {
      record("begin");
    }

    @Override
    public void beforeSave(HookSession session, long step) {
      record("beforeSave " + step);
    }

    @Override
    public boolean afterSave(HookSession session, Checkpoint checkpoint) {
      assertTrue(Checkpoints.list(directory).contains(checkpoint), "it is complete on disk");
      record("afterSave " + checkpoint.step());
      return checkpoint.step() == stopAt;
    }

    @Override
    public void end(HookSession session, long step) {
      record("end " + step);
    }

    @Override
    public void abandon(HookSession session) {
      record("abandon");
    }
  }

  private Recorder recorder(String name) {
    return new Recorder(name, "", -1);
  }

  private TrainResult train(long steps, CheckpointListener... listeners) {
    try (CheckpointStore store = CheckpointStore.open(directory, RetentionPolicy.newest(5))) {
      SessionRunHook saver =
          CheckpointSaverHook.builder(store, StepTimer.everySteps(2))
              .listeners(List.of(listeners))
              .build();
      return LineModel.train(dir.resolve("x"), steps, model -> List.of(saver));
    }
  }

  @Test
  void everySaveIsToldInOrder() {
    train(5, recorder("a"), recorder("b"));
    assertEquals(
        List.of(
            "a.begin",
            "b.begin",
            "a.beforeSave 0",
            "b.beforeSave 0",
            "a.afterSave 0",
            "b.afterSave 0",
            "a.beforeSave 2",
            "b.beforeSave 2",
            "a.afterSave 2",
            "b.afterSave 2",
            "a.beforeSave 4",
            "b.beforeSave 4",
            "a.afterSave 4",
            "b.afterSave 4",
            "a.beforeSave 5",
            "b.beforeSave 5",
            "a.afterSave 5",
            "b.afterSave 5",
            "a.end 5",
            "b.end 5"),
        calls);
  }

  @Test
  void theStartOfAResumedTrainingAndAnUnchangedEndAreNoSaves() {
    train(4);
    LineModel.train(dir.resolve("y"), 1, model -> List.of());
    calls.clear();
    train(2, recorder("a")); // a session of its own starts at 0, which is there already
    assertEquals(List.of("a.begin", "a.beforeSave 2", "a.afterSave 2", "a.end 2"), calls);
  }

  @Test
  void aWishToStopBetweenTwoStepsHoldsAtOnce() {
    TrainResult result = train(9, new Recorder("a", "", 4), recorder("b"));
    assertEquals(4, result.globalStep());
    assertEquals("a checkpoint listener asked for it", result.stopReason());
    assertEquals(
        List.of("b.afterSave 4", "a.end 4", "b.end 4"),
        calls.subList(calls.size() - 3, calls.size()));
  }

  @Test
  void aWishToStopAtTheStartHoldsAfterOneStep() {
    assertEquals(1, train(9, new Recorder("a", "", 0)).globalStep());
    assertTrue(calls.contains("a.afterSave 1"), "the end saves the step: " + calls);
  }

  @Test
  void aWishToStopAtTheEndChangesNothing() {
    assertEquals("global step 5 is reached", train(5, new Recorder("a", "", 5)).stopReason());
  }

  @Test
  void aFailureNamesTheListenerAndThePhase() {
    for (String phase :
        List.of("begin", "beforeSave 0", "afterSave 2", "beforeSave 3", "afterSave 3", "end 3")) {
      calls.clear();
      directory = dir.resolve(phase);
      HookFailedException e =
          assertThrows(
              HookFailedException.class,
              () -> train(3, new Recorder("a", phase, -1), recorder("b")));
      String message = String.valueOf(e.getMessage());
      assertTrue(
          message.contains(
              "checkpoint listener "
                  + Recorder.class.getName()
                  + " failed in "
                  + phase.split(" ", -1)[0]
                  + ": out of luck"),
          message);
      assertEquals(
          List.of("a.abandon", "b.abandon"), calls.subList(calls.size() - 2, calls.size()), phase);
      assertEquals("a." + phase, calls.get(calls.size() - 3), "b is not called");
      boolean saved =
          Checkpoints.list(directory).stream().anyMatch(each -> phase.endsWith(" " + each.step()));
      assertEquals(phase.startsWith("after") || phase.startsWith("end"), saved, phase);
    }
  }

  @Test
  void whatAListenerThrowsWhenAbandonedKeepsNoOtherFromBeingTold() {
    for (Throwable broken : List.of(new IllegalStateException("one"), new AssertionError("two"))) {
      CheckpointListener failing =
          new CheckpointListener() {
            @Override
            public void abandon(HookSession session) {
              if (broken instanceof Error error) {
                throw error;
              }
              throw (RuntimeException) broken;
            }
          };
      directory = dir.resolve(String.valueOf(broken.getMessage()));
      HookFailedException e =
          assertThrows(
              HookFailedException.class, () -> train(3, failing, new Recorder("a", "end 3", -1)));
      assertTrue(
          String.valueOf(e.getSuppressed()[0].getMessage())
              .contains(String.valueOf(broken.getMessage())),
          String.valueOf(e.getSuppressed()[0]));
      assertEquals("a.abandon", calls.get(calls.size() - 1));
      calls.clear();
    }
  }

  @Test
  void aFailureOfItsOwnChoosingReachesTheCallerAsItIs() {
    RunAbortedException mine = new RunAbortedException("the disk is nearly full");
    Recorder aborting =
        new Recorder("a", "afterSave 2", -1) {
          @Override
          RuntimeException failure() {
            return mine;
          }
        };
    assertEquals(
        mine, assertThrows(RunAbortedException.class, () -> train(3, aborting, recorder("b"))));
  }
}
