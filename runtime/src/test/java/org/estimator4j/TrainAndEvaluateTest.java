package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.checkpoint.Checkpoints;
import org.estimator4j.checkpoint.ModelDirectoryInUseException;
import org.estimator4j.config.RunConfig;
import org.estimator4j.config.RunConfigBuilder;
import org.estimator4j.hook.CheckpointListener;
import org.estimator4j.input.Input;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real trainings with evaluations on the way. */
class TrainAndEvaluateTest {

  @TempDir Path dir;

  private final Input train = RingModel.rows(1000).shuffle().repeat().batch(32);
  private final Input test = RingModel.rows(200).batch(100);

  private RunConfigBuilder config() {
    return RunConfig.builder(dir.resolve("model")).saveCheckpointsSteps(10).saveSummarySteps(0);
  }

  private TrainAndEvaluateResult run(TrainSpec spec, EvalSpec... evals) {
    try (Estimator estimator = Estimator.of(new RingModel(), config().build())) {
      return estimator.trainAndEvaluate(spec, evals);
    }
  }

  /** Says what it was asked; exports nothing. */
  private static Exporter witness(String name, List<String> asked) {
    return new Exporter() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Optional<Path> export(ExporterRequest request) {
        asked.add(
            request.result().name()
                + request.checkpoint().step()
                + (request.isFinal() ? " final" : ""));
        return Optional.empty();
      }
    };
  }

  @Test
  void everyCheckpointIsEvaluatedTheLastOneAsTheFinalOne() {
    List<String> asked = new ArrayList<>();
    TrainAndEvaluateResult result =
        run(
            TrainSpec.of(train, 22),
            EvalSpec.builder(test).exporters(witness("witness", asked)).build());
    assertEquals(List.of("10", "20", "22 final"), asked);
    assertEquals(22, result.training().globalStep());
    assertEquals(22, result.training().steps());
    assertEquals(22, result.evaluation().globalStep());
    assertTrue(result.evaluation().get("accuracy") > 0.3, result.toString());
    assertEquals(null, result.stoppedEarly());
    assertEquals(
        dir.resolve("model/model.ckpt-22"),
        result.evaluation().checkpoint().orElseThrow().prefix());
    assertEquals(3, result.exports().size());
  }

  @Test
  void aFinishedRunHasItsResultWithoutTrainingAgain() {
    List<String> asked = new ArrayList<>();
    EvalSpec eval = EvalSpec.builder(test).exporters(witness("witness", asked)).build();
    TrainAndEvaluateResult first = run(TrainSpec.of(train, 20), eval);
    assertEquals(List.of("10", "20 final"), asked);
    RingModel broken = new RingModel();
    broken.hooks.add(
        new SessionRunHook() {
          @Override
          public void afterRun(SessionRunContext context, SessionRunValues values) {
            throw new AssertionError("something ran");
          }
        });
    try (Estimator estimator = Estimator.of(broken, config().build())) {
      TrainAndEvaluateResult again = estimator.trainAndEvaluate(TrainSpec.of(train, 20), eval);
      assertEquals(0, again.training().steps());
      assertEquals("global step 20 was reached before", again.training().stopReason());
      assertEquals(first.evaluation().toString(), again.evaluation().toString());
      assertEquals(first.evaluation().loss(), again.evaluation().loss());
      assertEquals(List.of("10", "20 final", "20 final"), asked);
    }
    // Other rows are another question.
    TrainAndEvaluateResult other =
        run(TrainSpec.of(train, 20), EvalSpec.of(RingModel.rows(1000).skip(500).batch(100)));
    assertNotEquals(first.evaluation().loss(), other.evaluation().loss());
  }

  @Test
  void itGoesOnWhereItStopped() {
    List<String> asked = new ArrayList<>();
    EvalSpec eval = EvalSpec.builder(test).exporters(witness("witness", asked)).build();
    run(TrainSpec.of(train, 20), eval);
    assertEquals(40, run(TrainSpec.of(train, 40), eval).evaluation().globalStep());
    assertEquals(List.of("10", "20 final", "30", "40 final"), asked);
  }

  @Test
  void aCheckpointThatWasNotEvaluatedIsEvaluatedFirst() {
    try (Estimator estimator = Estimator.of(new RingModel(), config().build())) {
      estimator.train(train, TrainOption.maxSteps(20));
    }
    List<String> asked = new ArrayList<>();
    run(
        TrainSpec.of(train, 30),
        EvalSpec.builder(test).exporters(witness("witness", asked)).build());
    assertEquals(List.of("20", "30 final"), asked);
  }

  @Test
  void theEndOfTheInputIsAnEnd() {
    List<String> asked = new ArrayList<>();
    EvalSpec eval = EvalSpec.builder(test).exporters(witness("witness", asked)).build();
    // 25 batches: the end is known only when a 26th is asked for.
    TrainSpec once = TrainSpec.builder(RingModel.rows(800).batch(32)).build();
    assertEquals(25, run(once, eval).evaluation().globalStep());
    assertEquals(List.of("10", "20", "25", "25 final"), asked);
  }

  @Test
  void setsHaveTheirOwnRhythm() {
    List<String> asked = new ArrayList<>();
    TrainAndEvaluateResult result =
        run(
            TrainSpec.of(train, 60),
            EvalSpec.builder(test)
                .name("often")
                .exporters(witness("a", asked))
                .startDelaySteps(20)
                .build(),
            EvalSpec.builder(RingModel.rows(400).skip(200).batch(50))
                .name("rare")
                .steps(1)
                .exporters(witness("b", asked))
                .throttleSteps(25)
                .build());
    assertEquals(
        List.of(
            "rare10",
            "often20",
            "often30",
            "often40",
            "rare40",
            "often50",
            "often60 final",
            "rare60 final"),
        asked);
    assertEquals(List.of("often", "rare"), List.copyOf(result.evaluations().keySet()));
    assertNotEquals(result.evaluation("often").loss(), result.evaluation("rare").loss());
    assertEquals(
        "there is no evaluation set 'seldom'; there are [often, rare]",
        assertThrows(IllegalArgumentException.class, () -> result.evaluation("seldom"))
            .getMessage());
  }

  @Test
  void delayAndThrottleInTimeHoldOverRestarts() {
    List<String> asked = new ArrayList<>();
    EvalSpec eval =
        EvalSpec.builder(test)
            .startDelay(Duration.ofMinutes(5))
            .throttle(Duration.ofMinutes(3))
            .exporters(witness("witness", asked))
            .build();
    SteppedClock clock = new SteppedClock();
    TrainSpec.Builder spec = TrainSpec.builder(train).maxSteps(120).listeners(clock);
    try (Estimator estimator = Estimator.of(new RingModel(), config().build())) {
      TrainSpec broken = spec.hooks(failingAt(55)).build();
      assertThrows(
          RuntimeException.class, () -> estimator.trainAndEvaluate(broken, List.of(eval), clock));
      assertEquals(List.of("40"), asked);
    }
    TrainSpec whole = TrainSpec.builder(train).maxSteps(120).listeners(clock).build();
    try (Estimator estimator = Estimator.of(new RingModel(), config().build())) {
      estimator.trainAndEvaluate(whole, List.of(eval), clock);
    }
    assertEquals(List.of("40", "70", "100", "120 final"), asked);
  }

  @Test
  void aClockThatJumpsBackHoldsNothingUp() {
    List<String> asked = new ArrayList<>();
    EvalSpec eval =
        EvalSpec.builder(test)
            .throttle(Duration.ofMinutes(3))
            .exporters(witness("witness", asked))
            .build();
    SteppedClock clock = new SteppedClock();
    CheckpointListener jump =
        new CheckpointListener() {
          @Override
          public void beforeSave(HookSession session, long step) {
            if (step == 50) {
              clock.now = clock.now.minus(Duration.ofDays(1));
            }
          }
        };
    TrainSpec spec = TrainSpec.builder(train).maxSteps(100).listeners(clock, jump).build();
    try (Estimator estimator = Estimator.of(new RingModel(), config().build())) {
      estimator.trainAndEvaluate(spec, List.of(eval), clock);
    }
    assertEquals(List.of("10", "40", "50", "80", "100 final"), asked);
  }

  private static SessionRunHook failingAt(long step) {
    return new SessionRunHook() {
      @Override
      public void afterRun(SessionRunContext context, SessionRunValues values) {
        if (context.globalStep() == step) {
          throw new IllegalStateException("an accident");
        }
      }
    };
  }

  /** A minute passes with each checkpoint, whatever the machine does. */
  private static final class SteppedClock extends Clock implements CheckpointListener {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public void beforeSave(HookSession session, long step) {
      now = now.plus(Duration.ofMinutes(1));
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private void assertRefused(String message, TrainSpec spec, EvalSpec... evals) {
    RuntimeException e = assertThrows(RuntimeException.class, () -> run(spec, evals));
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertFalse(Files.exists(dir.resolve("model")), "something ran");
  }

  @Test
  void whatCannotWorkIsRefusedBeforeTheTraining() {
    TrainSpec spec = TrainSpec.of(train, 20);
    assertRefused("trainAndEvaluate needs an EvalSpec", spec);
    assertRefused(
        "two evaluation sets are named ''; give each EvalSpec a name of its own",
        spec,
        EvalSpec.of(test),
        EvalSpec.of(test));
    assertRefused(
        "two exporters are named 'best' and would write into one directory",
        spec,
        EvalSpec.builder(test)
            .exporters(BestExporter.byLowest("loss"), BestExporter.byHighest("accuracy"))
            .build());
    assertRefused(
        "exporter 'best' looks at metric 'acuracy', which RingModel has not in EVAL; did you mean"
            + " 'accuracy'? It has [accuracy, loss].",
        spec,
        EvalSpec.builder(test).exporters(BestExporter.byHighest("acuracy")).build());
    assertRefused(
        "the rule of early stopping \"f1 has not increased for 1 evaluations\" looks at metric"
            + " 'f1', which RingModel has not in EVAL. It has [accuracy, loss].",
        TrainSpec.builder(train).earlyStopping(EarlyStopping.ifNoIncrease("f1")).build(),
        EvalSpec.of(test));
    assertRefused(
        "\"loss on test is lower than 0.1\" looks at the evaluation set 'test', for which there is"
            + " no EvalSpec; did you mean 'tests'? There are [tests].",
        TrainSpec.builder(train)
            .earlyStopping(EarlyStopping.ifLower("loss", 0.1).onSet("test"))
            .build(),
        EvalSpec.builder(test).name("tests").build());
    assertRefused(
        "the input for EVAL gave no batch at all",
        spec,
        EvalSpec.of(RingModel.rows(10).skip(10).batch(5)));
    assertRefused(
        "the input for EVAL gave no batch at all",
        spec,
        EvalSpec.of(RingModel.rows(10).filter(row -> false).batch(5)));
    RunConfig silent = RunConfig.builder(dir.resolve("model")).withoutCheckpoints().build();
    try (Estimator estimator = Estimator.of(new RingModel(), silent)) {
      assertEquals(
          "trainAndEvaluate evaluates checkpoints, but RunConfig saves none: set"
              + " saveCheckpointsSteps or saveCheckpointsEvery",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> estimator.trainAndEvaluate(spec, EvalSpec.of(test)))
              .getMessage());
    }
  }

  @Test
  void valuesOfSpecsAreChecked() {
    assertMessage("maxSteps must be more than 0, but is 0", () -> TrainSpec.of(train, 0));
    assertMessage(
        "steps must be more than 0, but is -1", () -> EvalSpec.builder(test).steps(-1).build());
    assertMessage(
        "startDelay must not be negative, but is PT-1S",
        () -> EvalSpec.builder(test).startDelay(Duration.ofSeconds(-1)));
    assertMessage(
        "throttle must not be negative, but is PT-1S",
        () -> EvalSpec.builder(test).throttle(Duration.ofSeconds(-1)));
    assertMessage(
        "startDelaySteps must be 0 or more, but is -1",
        () -> EvalSpec.builder(test).startDelaySteps(-1));
    assertMessage(
        "throttleSteps must be 0 or more, but is -1",
        () -> EvalSpec.builder(test).throttleSteps(-1));
    assertMessage(
        "the name of an evaluation names a directory: letters, digits and _ . - are allowed, and it"
            + " must not be empty or begin with a dot, but it is 'a/b'",
        () -> EvalSpec.builder(test).name("a/b"));
    assertMessage(
        "several rules of early stopping restore the best weights, but there is one model: leave"
            + " restoringBest() to one of them",
        () ->
            TrainSpec.builder(train)
                .earlyStopping(
                    EarlyStopping.ifNoDecrease("loss").restoringBest(),
                    EarlyStopping.ifNoIncrease("accuracy").restoringBest())
                .build());
  }

  static void assertMessage(String message, org.junit.jupiter.api.function.Executable call) {
    assertEquals(message, assertThrows(RuntimeException.class, call).getMessage());
  }

  @Test
  void aSecondEstimatorIsRefusedWithTheProcessOfTheFirst() {
    List<String> refusals = new ArrayList<>();
    SessionRunHook intruder =
        new SessionRunHook() {
          @Override
          public void end(HookSession session) {
            try (Estimator second = Estimator.of(new RingModel(), config().build())) {
              refusals.add(
                  assertThrows(
                          ModelDirectoryInUseException.class,
                          () -> second.trainAndEvaluate(TrainSpec.of(train, 20), EvalSpec.of(test)))
                      .getMessage());
            }
          }
        };
    // During an evaluation, too: the whole call has the directory.
    run(TrainSpec.of(train, 10), EvalSpec.builder(test).hooks(intruder).build());
    assertEquals(1, refusals.size());
    assertTrue(
        refusals
            .get(0)
            .contains("is being written by this JVM (process " + ProcessHandle.current().pid()),
        refusals.get(0));
  }

  @Test
  void aFailureOfAnEvaluationIsItsOwn() {
    RingModel model = new RingModel();
    try (Estimator estimator = Estimator.of(model, config().build())) {
      EvalSpec eval =
          EvalSpec.builder(test)
              .hooks(
                  new SessionRunHook() {
                    @Override
                    public void begin(HookSession session) {
                      throw new IllegalStateException("no evaluation today");
                    }
                  })
              .build();
      RuntimeException e =
          assertThrows(
              RuntimeException.class,
              () -> estimator.trainAndEvaluate(TrainSpec.of(train, 20), eval));
      assertTrue(e.getMessage().contains("failed in begin"), e.getMessage());
      assertFalse(e.getMessage().contains("afterSave"), e.getMessage());
    }
    assertEquals(
        List.of(10L, 0L),
        Checkpoints.list(dir.resolve("model")).stream().map(Checkpoint::step).toList());
  }
}
