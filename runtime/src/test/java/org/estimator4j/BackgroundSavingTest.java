package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.checkpoint.CheckpointException;
import org.estimator4j.checkpoint.Checkpoints;
import org.estimator4j.config.RunConfig;
import org.estimator4j.hook.CheckpointListener;
import org.estimator4j.hook.NanLossDuringTrainingException;
import org.estimator4j.input.Input;
import org.estimator4j.session.HookFailedException;
import org.estimator4j.session.HookSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints that are written while the training goes on are those of a training that waits. */
class BackgroundSavingTest {

  @TempDir Path dir;

  private final Input train = RingModel.rows(1000).shuffle().repeat().batch(32);

  private RunConfig config(boolean background) {
    return RunConfig.builder(dir.resolve(background ? "background" : "waiting"))
        .saveCheckpointsSteps(10)
        .keepCheckpointMax(3)
        .saveInBackground(background)
        .build();
  }

  /** Keeps the order in which it was told of checkpoints, and whether they were there. */
  private static final class Told implements CheckpointListener {

    private final List<String> calls = new ArrayList<>();

    @Override
    public void beforeSave(HookSession session, long step) {
      calls.add("before " + step);
    }

    @Override
    public boolean afterSave(HookSession session, Checkpoint checkpoint) {
      boolean there = Files.exists(Path.of(checkpoint.prefix() + ".index"));
      calls.add("after " + checkpoint.step() + " " + there);
      return false;
    }

    @Override
    public void end(HookSession session, long step) {
      calls.add("end " + step);
    }
  }

  private List<String> train(boolean background) {
    Told told = new Told();
    try (Estimator estimator = Estimator.of(new RingModel(), config(background))) {
      estimator.train(train, TrainOption.maxSteps(57), TrainOption.listeners(told));
      assertEquals(57, estimator.evaluate(RingModel.rows(20).batch(20)).globalStep());
    }
    return told.calls;
  }

  @Test
  void theCheckpointsAreTheSameAndListenersHearOfThemInOrder() {
    assertEquals(train(false), train(true));
    List<Checkpoint> waiting = Checkpoints.list(dir.resolve("waiting"));
    List<Checkpoint> background = Checkpoints.list(dir.resolve("background"));
    for (int i = 0;
        i < waiting.size();
        i++) { // later steps change nothing in what is being written
      assertEquals(SavedWeights.of(waiting.get(i)), SavedWeights.of(background.get(i)));
    }
    assertEquals(steps("waiting"), steps("background"));
    assertEquals(List.of(57L, 50L, 40L), steps("background"));
  }

  private List<Long> steps(String name) {
    return Checkpoints.list(dir.resolve(name)).stream().map(Checkpoint::step).toList();
  }

  @Test
  void aSaveThatFailsEndsTheTrainingAndKeepsTheCheckpoints() throws Exception {
    Files.createDirectories(dir.resolve("background/model.ckpt-20.data-00000-of-00001/in-the-way"));
    try (Estimator estimator = Estimator.of(new RingModel(), config(true))) {
      HookFailedException e =
          assertThrows(
              HookFailedException.class, () -> estimator.train(train, TrainOption.maxSteps(1000)));
      assertTrue(e.getMessage().contains("cannot save model.ckpt-20 in"), e.getMessage());
      assertTrue(
          e.getMessage().contains("the checkpoints from before are as they were"), e.getMessage());
      assertEquals(CheckpointException.class, e.getCause().getClass());
    }
    assertEquals(List.of(10L, 0L), steps("background"));
  }

  @Test
  void nothingThatDivergedIsWritten() {
    RingModel diverging = new RingModel();
    diverging.learningRate = 1e38;
    try (Estimator estimator = Estimator.of(diverging, config(true))) {
      Throwable e =
          assertThrows(
              RuntimeException.class, () -> estimator.train(train, TrainOption.maxSteps(1000)));
      while (e.getCause() != null && !(e instanceof NanLossDuringTrainingException)) {
        e = e.getCause();
      }
      assertEquals(NanLossDuringTrainingException.class, e.getClass());
    }
    assertEquals(List.of(0L), steps("background"));
  }

  @Test
  void aFailureOfAnotherLosesNoWork() throws Exception {
    CheckpointListener failing =
        new CheckpointListener() {
          @Override
          public void beforeSave(HookSession session, long step) {
            if (step == 30) {
              throw new IllegalStateException("on purpose");
            }
          }
        };
    try (Estimator estimator = Estimator.of(new RingModel(), config(true))) {
      RuntimeException e =
          assertThrows(
              RuntimeException.class,
              () ->
                  estimator.train(
                      train, TrainOption.maxSteps(100), TrainOption.listeners(failing)));
      assertTrue(String.valueOf(e.getMessage()).contains("on purpose"), e.getMessage());
    }
    assertEquals(List.of(30L, 20L, 10L), steps("background"));
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("estimator4j-save")) {
        thread.join(30_000); // what it wrote is there; it may take a moment to end
        assertFalse(thread.isAlive());
      }
    }
  }
}
