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
import org.tensorflow.types.TInt64;

class FeedHookTest {

  @TempDir Path dir;

  private final int[] fed = {0};

  /** The weight after 4 steps. */
  private double weight(Function<LineModel, SessionRunHook> hook) {
    FinalOpsHook[] last = new FinalOpsHook[1];
    LineModel.train(
        dir,
        4,
        model -> {
          last[0] = new FinalOpsHook(SessionRunArgs.fetch(model.weight));
          return List.of(hook.apply(model), last[0]);
        });
    return last[0].values().get(0).asDouble();
  }

  private TFloat32 rate(float value) {
    fed[0]++;
    return TFloat32.scalarOf(value);
  }

  @Test
  void everyStepIsFed() {
    assertEquals(0.5, weight(model -> FeedHook.feeding(model.rate, () -> rate(0))));
    assertEquals(4, fed[0]);
    double halves = weight(model -> FeedHook.feedingNamed("rate", () -> rate(0.5f)));
    double ones = weight(model -> FeedHook.feedingNamed("rate:0", () -> rate(1)));
    assertTrue(0.5 < halves && halves < ones, halves + ", " + ones);
    assertEquals(12, fed[0]);
  }

  @Test
  void twoFeedsInOneHook() {
    double weight =
        weight(
            model ->
                FeedHook.feeding(model.rate, () -> rate(0))
                    .and(FeedHook.feedingNamed("mean", () -> rate(9))));
    assertEquals(0.5, weight);
    assertEquals(8, fed[0]);
  }

  private void assertFails(String message, Function<LineModel, SessionRunHook> hook) {
    String said =
        String.valueOf(assertThrows(RuntimeException.class, () -> weight(hook)).getMessage());
    assertTrue(said.contains(message), said);
  }

  @Test
  void failuresNameTheHook() {
    assertFails(
        "hook org.estimator4j.hook.FeedHook failed in begin: the graph has no operation 'nowhere'",
        model -> FeedHook.feedingNamed("nowhere", () -> rate(0)));
    assertFails(
        "hook org.estimator4j.hook.FeedHook failed in feeding 'rate' at global step 2: out of luck",
        model ->
            FeedHook.feeding(
                model.rate,
                () -> {
                  if (fed[0] == 2) {
                    throw new IllegalStateException("out of luck");
                  }
                  return rate(1);
                }));
    assertFails(
        "gave a DT_INT64 of shape []",
        model -> FeedHook.feedingNamed("rate", () -> TInt64.scalarOf(1)));
    assertThrows(HookFailedException.class, () -> weight(model -> Each.failingAt(3)));
    assertFails(
        "'miss' is fed by hook org.estimator4j.hook.FeedHook (number 2) and fetched by the loop"
            + " itself in one step",
        model -> FeedHook.feedingNamed("miss", () -> rate(9)));
    assertFails(
        "'rate' is fed by hook org.estimator4j.hook.FeedHook (number 2) and by hook"
            + " org.estimator4j.hook.FeedHook (number 2)",
        model ->
            FeedHook.feeding(model.rate, () -> rate(0))
                .and(FeedHook.feedingNamed("rate", () -> rate(9))));
  }
}
