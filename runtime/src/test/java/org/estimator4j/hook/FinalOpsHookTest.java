package org.estimator4j.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.estimator4j.session.HookFailedException;
import org.estimator4j.session.SessionRunArgs;
import org.estimator4j.session.SessionRunHook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.types.TFloat32;

class FinalOpsHookTest {

  @TempDir Path dir;

  private final FinalOpsHook[] hook = new FinalOpsHook[1];
  private final LineModel[] made = new LineModel[1];

  private void train(long steps, Function<LineModel, SessionRunArgs> args, SessionRunHook... more) {
    LineModel.train(
        dir,
        steps,
        model -> {
          made[0] = model;
          hook[0] = new FinalOpsHook(args.apply(model));
          List<SessionRunHook> hooks = new java.util.ArrayList<>(List.of(more));
          hooks.add(hook[0]);
          return hooks;
        });
  }

  @Test
  void theLastValuesAreKept() {
    train(2, model -> SessionRunArgs.fetch(model.weight, model.rate));
    assertEquals(1.0, hook[0].value(made[0].rate).asDouble());
    double weight = hook[0].value(made[0].weight).asDouble();
    assertTrue(weight > 0.5, "after the last update: " + weight);
    assertEquals(weight, hook[0].values().get(0).asDouble());
    assertThrows(IllegalArgumentException.class, () -> hook[0].value(made[0].loss));
  }

  @Test
  void whatIsNeededCanBeFed() {
    train(
        1,
        model ->
            SessionRunArgs.fetch(model.twiceTheRate)
                .feeding(model.rate, () -> TFloat32.scalarOf(3f)));
    assertEquals(6.0, hook[0].value(made[0].twiceTheRate).asDouble());
  }

  @Test
  void aTensorThatNeedsABatchIsRefusedAtTheBeginning() {
    String message =
        String.valueOf(
            assertThrows(
                    HookFailedException.class,
                    () -> train(1, model -> SessionRunArgs.fetch(model.loss)))
                .getMessage());
    assertTrue(
        message.contains("FinalOpsHook failed in begin: FinalOpsHook reads 'miss'"), message);
    assertTrue(message.contains("but it needs 'labels/y'"), message);
  }

  @Test
  void afterAFailureThereAreNoValues() {
    assertThrows(
        HookFailedException.class,
        () -> train(3, model -> SessionRunArgs.fetch(model.weight), Each.failingAt(1)));
    assertThrows(IllegalStateException.class, () -> hook[0].values());
  }

  @Test
  void aFeedThatFailsIsTheHooksFailureAtTheEnd() {
    HookFailedException e =
        assertThrows(
            HookFailedException.class,
            () ->
                train(
                    1,
                    model ->
                        SessionRunArgs.fetch(model.rate)
                            .feeding(
                                model.rate,
                                () -> {
                                  throw new IllegalStateException("out of luck");
                                })));
    assertTrue(e.getMessage().contains("FinalOpsHook failed in end at global step 1: out of luck"));
  }

  @Test
  void nothingToReadIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new FinalOpsHook(SessionRunArgs.none()));
  }
}
