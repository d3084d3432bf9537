package org.estimator4j.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.estimator4j.checkpoint.CheckpointStore;
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

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
