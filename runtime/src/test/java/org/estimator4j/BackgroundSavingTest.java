package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.estimator4j.annotation.Mode;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.checkpoint.CheckpointException;
import org.estimator4j.checkpoint.CheckpointStore;
import org.estimator4j.checkpoint.Checkpoints;
import org.estimator4j.checkpoint.LogCapture;
import org.estimator4j.checkpoint.WatchedStore;
import org.estimator4j.config.Params;
import org.estimator4j.config.RunConfig;
import org.estimator4j.hook.CheckpointListener;
import org.estimator4j.hook.NanLossDuringTrainingException;
import org.estimator4j.input.Input;
import org.estimator4j.session.HookFailedException;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.SessionRunArgs;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
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

  /** Waits for what is being written, as a disk that is fast enough lets one do. */
  static void awaitWriter() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("estimator4j-save")) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  /** Every checkpoint is written before the next step. */
  private static final class FastDisk implements SessionRunHook {

    @Override
    public SessionRunArgs beforeRun(SessionRunContext context) {
      awaitWriter();
      return SessionRunArgs.none();
    }
  }

  private List<String> train(boolean background) {
    Told told = new Told();
    try (Estimator estimator = Estimator.of(new RingModel(), config(background))) {
      estimator.train(
          train,
          TrainOption.maxSteps(57),
          TrainOption.listeners(told),
          TrainOption.hooks(new FastDisk()));
      assertEquals(57, estimator.evaluate(RingModel.rows(20).batch(20)).globalStep());
    }
    return told.calls;
  }

  @Test
  void theCheckpointsAreTheSameAndListenersHearOfThemInOrder() {
    assertEquals(train(false), train(true));
    List<Checkpoint> waiting = Checkpoints.list(dir.resolve("waiting"));
    List<Checkpoint> background = Checkpoints.list(dir.resolve("background"));
    for (int i = 0; i < waiting.size(); i++) { // later steps change nothing in what is written
      assertEquals(SavedWeights.of(waiting.get(i)), SavedWeights.of(background.get(i)));
    }
    assertEquals(steps("waiting"), steps("background"));
    assertEquals(List.of(57L, 50L, 40L), steps("background"));
  }

  private List<Long> steps(String name) {
    return Checkpoints.list(dir.resolve(name)).stream().map(Checkpoint::step).toList();
  }

  /** Holds the checkpoint of step 10 up until step 25 has ended; later ones are fast. */
  private static final class SlowAtTen implements SessionRunHook {

    private final CountDownLatch stepTwentyFive = new CountDownLatch(1);
    private final List<Boolean> held = new CopyOnWriteArrayList<>();
    private long lastStep;

    void beforeWriting(long step) {
      if (step == 10) {
        try {
          held.add(stepTwentyFive.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }

    @Override
    public SessionRunArgs beforeRun(SessionRunContext context) {
      if (context.globalStep() < 10 || context.globalStep() >= 25) {
        awaitWriter();
      }
      return SessionRunArgs.none();
    }

    @Override
    public void afterRun(SessionRunContext context, SessionRunValues values) {
      lastStep = context.globalStep();
      if (lastStep == 25) {
        stepTwentyFive.countDown();
        awaitWriter();
      }
    }
  }

  /** Trains to step 57, into a store that does this before it writes. */
  private void train(SlowAtTen slow, LongConsumer beforeWriting, CheckpointListener... listeners) {
    RunConfig config = config(true);
    EstimatorModel model =
        new EstimatorModel(new RingModel(), config, Params.empty(), Optional.empty());
    TrainSettings settings =
        TrainSettings.of(
            TrainOption.maxSteps(57), TrainOption.hooks(slow), TrainOption.listeners(listeners));
    try (ModeRuntimes runtimes = new ModeRuntimes(model);
        CheckpointStore store = WatchedStore.open(config.modelDir(), beforeWriting)) {
      runtimes.with(
          Mode.TRAIN,
          settings.hooks(),
          runtime -> new TrainCall(model, train, settings).runInto(store, runtime));
    }
  }

  @Test
  void whatFallsDueWhileAnotherIsWrittenIsPutOffAndNoStepWaits() {
    SlowAtTen slow = new SlowAtTen();
    Told told = new Told();
    try (LogCapture log = new LogCapture()) {
      train(slow, slow::beforeWriting, told);
      assertEquals(List.of(true), slow.held, "15 steps ended while one checkpoint was written");
      String text = log.text();
      assertTrue(text.contains("the checkpoint due at step 20 is put off"), text);
      assertEquals(text.indexOf("is put off"), text.lastIndexOf("is put off"), "said once");
    }
    assertEquals(List.of(57L, 50L, 40L, 30L, 25L, 10L, 0L), steps("background"));
    assertEquals(
        List.of("before 10", "after 10 true", "before 25", "after 25 true", "before 30"),
        told.calls.subList(2, 7));

    Path whole = dir.resolve("waiting");
    try (Estimator estimator = Estimator.of(new RingModel(), config(false))) {
      estimator.train(train, TrainOption.maxSteps(25));
      Map<String, String> weights = SavedWeights.of(whole);
      assertEquals(weights, SavedWeights.of(Checkpoints.list(dir.resolve("background")).get(4)));
      estimator.train(train, TrainOption.maxSteps(57));
    }
    assertEquals(SavedWeights.of(whole), SavedWeights.of(dir.resolve("background")));

    // as if the process had been killed after step 25
    try (CheckpointStore store = WatchedStore.open(dir.resolve("background"), step -> {})) {
      store.makeNewest(Checkpoints.list(dir.resolve("background")).get(4));
    }
    try (Estimator estimator = Estimator.of(new RingModel(), config(true))) {
      assertEquals(32, estimator.train(train, TrainOption.maxSteps(57)).steps());
    }
    assertEquals(SavedWeights.of(whole), SavedWeights.of(dir.resolve("background")));
  }

  @Test
  void aSaveThatFailsLateReachesTheTrainingAtTheStepAfter() {
    SlowAtTen slow = new SlowAtTen();
    LongConsumer failing =
        step -> {
          slow.beforeWriting(step);
          if (step == 10) {
            throw new IllegalStateException("the disk is gone");
          }
        };
    HookFailedException e = assertThrows(HookFailedException.class, () -> train(slow, failing));
    assertEquals(
        "hook org.estimator4j.hook.CheckpointSaverHook failed in afterRun at global step 25: the disk"
            + " is gone",
        e.getMessage());
    assertEquals(List.of(true), slow.held);
    assertEquals(25, slow.lastStep);
    assertEquals(List.of(25L, 0L), steps("background"), "rescued");
  }

  @Test
  void aSaveThatFailsEndsTheTrainingAndKeepsTheCheckpoints() throws Exception {
    Files.createDirectories(dir.resolve("background/model.ckpt-20.data-00000-of-00001/in-the-way"));
    try (Estimator estimator = Estimator.of(new RingModel(), config(true))) {
      HookFailedException e =
          assertThrows(
              HookFailedException.class,
              () ->
                  estimator.train(
                      train, TrainOption.maxSteps(1000), TrainOption.hooks(new FastDisk())));
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
  void aFailureOfAnotherLosesNoWork() {
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
                      train,
                      TrainOption.maxSteps(100),
                      TrainOption.listeners(failing),
                      TrainOption.hooks(new FastDisk())));
      assertTrue(String.valueOf(e.getMessage()).contains("on purpose"), e.getMessage());
    }
    assertEquals(List.of(30L, 20L, 10L), steps("background"));
  }
}
