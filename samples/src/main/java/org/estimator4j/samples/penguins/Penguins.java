package org.estimator4j.samples.penguins;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.estimator4j.Estimator;
import org.estimator4j.EvalResult;
import org.estimator4j.Prediction;
import org.estimator4j.TrainOption;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.InputSplit;
import org.estimator4j.input.Rows;
import org.estimator4j.samples.SampleArgs;

/**
 * Trains {@link PenguinModel} on a file of comma-separated values, evaluates it on penguins that it
 * has not seen, and names five of them.
 *
 * <p>Arguments, all optional: {@code --model-dir=…}, {@code --seed=…}, {@code --steps=…}, the
 * total.
 */
public final class Penguins {

  private static final Set<String> ARGS = Set.of("model-dir", "seed", "steps");

  private Penguins() {}

  /**
   * Runs the sample.
   *
   * @param args see the class
   */
  public static void main(String[] args) {
    run(SampleArgs.parse(args, ARGS), System.out);
  }

  static EvalResult run(SampleArgs args, PrintStream out) {
    Path modelDir = args.path("model-dir", Path.of("target", "models", "penguins"));
    Rows rows = PenguinData.read(PenguinData.copyTo(modelDir));
    out.println(rows.preview(5));
    return run(args, modelDir, rows, out);
  }

  static EvalResult run(SampleArgs args, Path modelDir, Rows rows, PrintStream out) {
    RunConfig config =
        RunConfig.builder(modelDir)
            .seed(args.number("seed", RunConfig.DEFAULT_SEED))
            .saveCheckpointsSteps(100)
            .stopOnSignal(true)
            .build();
    InputSplit penguins = PenguinData.split(rows);
    try (Estimator estimator = Estimator.of(new PenguinModel(), config)) {
      estimator.train(
          penguins.train().shuffle().repeat().batch(32),
          TrainOption.maxSteps(args.number("steps", 300)));

      EvalResult result = estimator.evaluate(penguins.test().batch(32));
      out.printf(Locale.ROOT, "%naccuracy %.4f on the penguins held out%n", result.get("accuracy"));

      try (Stream<Prediction> answers = estimator.predict(penguins.test().take(5).batch(5))) {
        answers.forEach(answer -> out.println(answer.get("species").asString()));
      }
      return result;
    }
  }
}
