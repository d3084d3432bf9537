package org.estimator4j.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.checkpoint.CheckpointStore;
import org.estimator4j.checkpoint.Checkpoints;
import org.estimator4j.checkpoint.ModelDirectoryInUseException;
import org.estimator4j.checkpoint.RetentionPolicy;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is slow holds up the next checkpoint, and nothing else. */
class CheckpointSaverHookTest {

  @TempDir Path dir;

  @Test
  void stepsGoOnWhileACheckpointIsWritten() {
    CountDownLatch stepFive = new CountDownLatch(1);
    List<Boolean> released = new ArrayList<>();
    List<String> threads = new ArrayList<>();
    RetentionPolicy slow =
        listed -> {
          threads.add(Thread.currentThread().getName());
          if (listed.get(listed.size() - 1).checkpoint().step() == 4) {
            try {
              released.add(stepFive.await(60, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          return List.of();
        };
    SessionRunHook steps =
        new SessionRunHook() {
          @Override
          public void afterRun(SessionRunContext context, SessionRunValues values) {
            if (context.globalStep() == 5) {
              stepFive.countDown(); // only now can the checkpoint of step 4 be complete
            }
            if (context.globalStep() != 4) { // else what is being written is, before the next step
              Thread.getAllStackTraces().keySet().stream()
                  .filter(thread -> thread.getName().equals("estimator4j-save"))
                  .forEach(CheckpointSaverHookTest::join);
            }
          }
        };
    try (CheckpointStore store = CheckpointStore.open(dir.resolve("saved"), slow)) {
      SessionRunHook saver =
          CheckpointSaverHook.builder(store, StepTimer.everySteps(4)).inBackground(true).build();
      LineModel.train(dir.resolve("x"), 9, model -> List.of(saver, steps));
      assertEquals(
          List.of(9L, 8L, 4L, 0L), store.list().stream().map(each -> each.step()).toList());
    }
    assertEquals(List.of(true), released);
    assertEquals(4, threads.size());
    threads.forEach(name -> assertNotEquals(Thread.currentThread().getName(), name));
    assertTrue(threads.contains("estimator4j-save"), threads.toString());
  }

  @Test
  void oneThatIsGivenToATrainingSavesBesideTheDefaultOne() {
    try (CheckpointStore store =
        CheckpointStore.open(dir.resolve("besides"), RetentionPolicy.newest(0))) {
      SessionRunHook saver = CheckpointSaverHook.builder(store, StepTimer.everySteps(2)).build();
      LineModel.train(
          dir, 5, settings -> settings.saveCheckpointsSteps(4), model -> List.of(saver));
    }
    assertEquals(List.of(5L, 4L, 2L, 0L), steps("besides"));
    assertEquals(List.of(5L, 4L, 0L), steps("model"));
  }

  @Test
  void oneForTheSameDirectoryIsRefused() {
    try (CheckpointStore store =
        CheckpointStore.open(dir.resolve("model"), RetentionPolicy.newest(0))) {
      SessionRunHook saver = CheckpointSaverHook.builder(store, StepTimer.everySteps(2)).build();
      assertThrows(
          ModelDirectoryInUseException.class,
          () ->
              LineModel.train(
                  dir, 5, settings -> settings.saveCheckpointsSteps(4), model -> List.of(saver)));
    }
  }

  private List<Long> steps(String name) {
    return Checkpoints.list(dir.resolve(name)).stream().map(Checkpoint::step).toList();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
