package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.estimator4j.annotation.Mode;
import org.estimator4j.checkpoint.CheckpointException;
import org.estimator4j.checkpoint.Checkpoints;
import org.estimator4j.checkpoint.IncompatibleCheckpointException;
import org.estimator4j.checkpoint.ModelDirectoryInUseException;
import org.estimator4j.config.RunConfig;
import org.estimator4j.feature.InputSpec;
import org.estimator4j.input.Input;
import org.estimator4j.input.InputMismatchException;
import org.estimator4j.session.HookFailedException;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
import org.estimator4j.spec.EstimatorSpec;
import org.estimator4j.spec.EstimatorSpecFactory;
import org.estimator4j.spec.ModelBuildException;
import org.estimator4j.spec.ModelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

/** Bad input gets a clear error and loses nothing. */
class BadInputTest {

  @TempDir Path dir;

  private final Input train = RingModel.rows(100).shuffle().repeat().batch(10);

  private RunConfig config() {
    return RunConfig.builder(dir.resolve("model")).saveCheckpointsSteps(10).build();
  }

  private void trainTo(long maxSteps) {
    try (Estimator estimator = Estimator.of(new RingModel(), config())) {
      estimator.train(train, TrainOption.maxSteps(maxSteps));
    }
  }

  private long newest() {
    return Checkpoints.latest(dir.resolve("model")).orElseThrow().step();
  }

  private static void assertContains(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), "'" + part + "' is missing in: " + text);
    }
  }

  @Test
  void aModelDirectoryOfAnotherModelSaysWhatDiffers() {
    trainTo(10);
    RingModel other = new RingModel();
    other.hidden = 8;
    try (Estimator estimator = Estimator.of(other, config())) {
      String message =
          assertThrows(
                  IncompatibleCheckpointException.class,
                  () -> estimator.train(train, TrainOption.maxSteps(20)))
              .getMessage();
      assertContains(message, "hidden/kernel", "[2, 8]", "[2, 16]", "model.ckpt-10");
    }
    assertEquals(10, newest(), "nothing is lost");
    trainTo(20);
  }

  private void damage(String file) throws Exception {
    try (RandomAccessFile data =
        new RandomAccessFile(dir.resolve("model").resolve(file).toFile(), "rw")) {
      for (long at = 0; at < data.length(); at += 16) {
        data.seek(at);
        int old = data.read();
        data.seek(at);
        data.write(old ^ 1);
      }
    }
  }

  @Test
  void aDamagedCheckpointIsReplacedByTheOneBeforeIt() throws Exception {
    trainTo(30);
    damage("model.ckpt-30.data-00000-of-00001");
    try (Estimator estimator = Estimator.of(new RingModel(), config())) {
      assertEquals(20, estimator.evaluate(RingModel.rows(20).batch(20)).globalStep());
      TrainResult result = estimator.train(train, TrainOption.maxSteps(30));
      assertEquals(10, result.steps(), "the ten steps of the damaged one are run again");
      assertEquals(30, estimator.evaluate(RingModel.rows(20).batch(20)).globalStep());
    }
    assertEquals(30, newest());
  }

  @Test
  void ifEveryCheckpointIsDamagedNothingIsOverwritten() throws Exception {
    trainTo(10);
    damage("model.ckpt-0.index");
    damage("model.ckpt-10.index");
    try (Estimator estimator = Estimator.of(new RingModel(), config())) {
      assertThrows(
          CheckpointException.class, () -> estimator.train(train, TrainOption.maxSteps(20)));
    }
    assertEquals(10, newest());
  }

  @Test
  void aModelDirectoryThatCannotBeWrittenIsFoundBeforeTheFirstStep() throws Exception {
    Path file = Files.writeString(dir.resolve("file"), "no directory");
    List<Long> steps = new ArrayList<>();
    SessionRunHook counter =
        new SessionRunHook() {
          @Override
          public void afterRun(SessionRunContext context, SessionRunValues values) {
            steps.add(context.globalStep());
          }
        };
    for (Path bad : List.of(file, file.resolve("below"), Path.of("/proc/estimator4j"))) {
      try (Estimator estimator = Estimator.of(new RingModel(), RunConfig.inDir(bad))) {
        String message =
            assertThrows(
                    CheckpointException.class,
                    () ->
                        estimator.train(train, TrainOption.maxSteps(5), TrainOption.hooks(counter)),
                    bad.toString())
                .getMessage();
        assertContains(message, bad.toString());
      }
    }
    assertEquals(List.of(), steps);
    assertEquals("no directory", Files.readString(file));
  }

  /** As on a disk that is full: the files of a save cannot be made, from step 20 on. */
  @Test
  void aSaveThatFailsKeepsTheCheckpointsAndSaysSo() throws Exception {
    Path inTheWay = dir.resolve("model/model.ckpt-20.pending.index/here");
    SessionRunHook full =
        new SessionRunHook() {
          @Override
          public void afterRun(SessionRunContext context, SessionRunValues values) {
            if (context.globalStep() == 15) {
              try {
                Files.createDirectories(inTheWay);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }
          }
        };
    try (Estimator estimator = Estimator.of(new RingModel(), config())) {
      HookFailedException e =
          assertThrows(
              HookFailedException.class,
              () -> estimator.train(train, TrainOption.maxSteps(40), TrainOption.hooks(full)));
      assertContains(
          String.valueOf(e.getMessage()),
          "CheckpointSaverHook failed in afterRun",
          "at global step 20",
          "cannot save model.ckpt-20 in",
          "the checkpoints from before are as they were");
      assertEquals(CheckpointException.class, e.getCause().getClass());
    }
    assertEquals(10, newest());
    Files.delete(inTheWay);
    Files.delete(inTheWay.getParent());
    trainTo(40);
    assertEquals(40, newest());
  }

  @Test
  void oneWriterAtATime() {
    SessionRunHook second =
        new SessionRunHook() {
          @Override
          public void afterRun(SessionRunContext context, SessionRunValues values) {
            try (Estimator estimator = Estimator.of(new RingModel(), config())) {
              estimator.train(train, TrainOption.maxSteps(100));
            }
          }
        };
    try (Estimator estimator = Estimator.of(new RingModel(), config())) {
      HookFailedException e =
          assertThrows(
              HookFailedException.class,
              () -> estimator.train(train, TrainOption.maxSteps(5), TrainOption.hooks(second)));
      assertEquals(ModelDirectoryInUseException.class, e.getCause().getClass());
      assertContains(e.getMessage(), dir.resolve("model").toString());
    }
  }

  @Test
  void whatTheInputLacksIsShownBesideWhatIsDeclared() {
    Input wrong =
        Input.arrays()
            .feature("pont", new float[4], Shape.of(2))
            .label("inside", new float[2])
            .batch(2);
    try (Estimator estimator = Estimator.of(new RingModel(), config())) {
      String message =
          assertThrows(InputMismatchException.class, () -> estimator.train(wrong)).getMessage();
      assertContains(message, "did you mean 'pont'?", "declared as TInt32 but given as TFloat32");
    }
    assertFalse(Checkpoints.latest(dir.resolve("model")).isPresent());
  }

  @Test
  void labelsThatAreAbsentInTrain() {
    Input unlabelled = Input.arrays().feature("point", new float[4], Shape.of(2)).batch(2);
    try (Estimator estimator = Estimator.of(new RingModel(), config())) {
      String message =
          assertThrows(InputMismatchException.class, () -> estimator.train(unlabelled))
              .getMessage();
      assertContains(message, "inside", "TRAIN");
    }
  }

  @Test
  void aTrainOpThatDoesNotAdvanceTheGlobalStep() {
    EstimatorSpecFactory stuck =
        new DelegatingFactory(new RingModel()) {
          @Override
          public EstimatorSpec create(ModelContext context) {
            EstimatorSpec spec = super.create(context);
            return spec.mode() == Mode.TRAIN
                ? spec.toBuilder().trainOp(context.ops().withName("idle").noOp()).build()
                : spec;
          }
        };
    try (Estimator estimator = Estimator.of(stuck, config())) {
      String message = assertThrows(ModelBuildException.class, estimator::verify).getMessage();
      assertContains(
          message,
          "model org.acme.RingModel, mode TRAIN: the train op \"idle\" does not advance the global"
              + " step");
    }
  }

  @Test
  void aMetricWithATakenName() {
    EstimatorSpecFactory greedy =
        new DelegatingFactory(new RingModel()) {
          @Override
          public EstimatorSpec create(ModelContext context) {
            EstimatorSpec spec = super.create(context);
            return spec.toBuilder()
                .evalMetric("loss", context.metrics().mean("again", context.ops().constant(1f)))
                .build();
          }
        };
    try (Estimator estimator = Estimator.of(greedy, config())) {
      assertContains(
          assertThrows(
                  ModelBuildException.class, () -> estimator.evaluate(RingModel.rows(10).batch(10)))
              .getMessage(),
          "mode EVAL: a metric is named 'loss'");
    }
  }

  /** A factory that changes what another one makes. */
  private abstract static class DelegatingFactory implements EstimatorSpecFactory {

    private final EstimatorSpecFactory factory;

    DelegatingFactory(EstimatorSpecFactory factory) {
      this.factory = factory;
    }

    @Override
    public String modelName() {
      return factory.modelName();
    }

    @Override
    public Set<Mode> modes() {
      return factory.modes();
    }

    @Override
    public InputSpec inputs() {
      return factory.inputs();
    }

    @Override
    public EstimatorSpec create(ModelContext context) {
      return factory.create(context);
    }
  }
}
