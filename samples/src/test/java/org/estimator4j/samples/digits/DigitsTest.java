package org.estimator4j.samples.digits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.estimator4j.Estimator;
import org.estimator4j.EvalResult;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.InputSplit;
import org.estimator4j.samples.SampleArgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README's first command, without the build. */
class DigitsTest {

  @TempDir Path dir;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private EvalResult run(String... args) {
    printed.reset();
    String[] all = new String[args.length + 1];
    System.arraycopy(args, 0, all, 0, args.length);
    all[args.length] = "--model-dir=" + dir;
    return Digits.run(
        SampleArgs.parse(all, Set.of("model-dir", "seed", "steps")),
        new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void learnsTheDigitsWithAnySeed(int seed) {
    EvalResult result = run("--seed=" + seed);
    assertEquals(1500, result.globalStep());
    assertTrue(result.get("accuracy") >= 0.97, "seed " + seed + ": " + result);
  }

  @Test
  void showsWhatItLearned() {
    double accuracy = run("--steps=300").get("accuracy");
    String text = printed.toString(StandardCharsets.UTF_8);
    assertTrue(
        text.contains(String.format(Locale.ROOT, "accuracy %.4f on the digits held out", accuracy)),
        text);
    assertTrue(text.contains("confusion matrix"), text);
    assertEquals(
        5,
        text.lines()
                .filter(line -> line.contains(" %)"))
                .findAny()
                .orElseThrow()
                .split(" %\\)", -1)
                .length
            - 1);
  }

  @Test
  void startedAgainItContinues() {
    assertEquals(40, run("--steps=40").globalStep());
    assertEquals(80, run("--steps=40").globalStep());
    assertEquals(90, run("--steps=90").globalStep(), "a run that was stopped is finished first");
  }

  @Test
  void aFifthIsHeldOutAlwaysTheSame() {
    InputSplit first = DigitsData.load();
    long train = first.train().size().orElseThrow();
    long test = first.test().size().orElseThrow();
    assertEquals(1797, train + test);
    assertEquals(0.2, test / 1797.0, 0.02);
    assertEquals(
        first.test().batch(32).fingerprint(), DigitsData.load().test().batch(32).fingerprint());
  }

  @Test
  void verifies() {
    try (Estimator estimator = Estimator.of(new DigitsClassifier(0.001f), RunConfig.inDir(dir))) {
      estimator.verify();
    }
  }
}
