package org.estimator4j.samples.iris;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.estimator4j.Estimator;
import org.estimator4j.EvalResult;
import org.estimator4j.Prediction;
import org.estimator4j.TrainOption;
import org.estimator4j.config.Params;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.InputSplit;
import org.estimator4j.samples.SampleArgs;

/**
 * Trains {@link IrisModel}, evaluates it on flowers it has not seen, and names five of them.
 *
 * <p>Arguments, all optional: {@code --model-dir=…}, {@code --seed=…}, {@code --steps=…}, the
 * total.
 */
public final class Iris {

  private Iris() {}

  /**
   * Runs the sample.
   *
   * @param args see the class
   */
  public static void main(String[] args) {
    run(SampleArgs.parse(args, Set.of("model-dir", "seed", "steps")), System.out);
  }

  static EvalResult run(SampleArgs args, PrintStream out) {
    RunConfig config =
        RunConfig.builder(args.path("model-dir", Path.of("target", "models", "iris")))
            .seed(args.number("seed", RunConfig.DEFAULT_SEED))
            .saveCheckpointsSteps(500)
            .stopOnSignal(true)
            .build();
    Params params = Params.of(Map.of("hidden_units", 16, "learning_rate", 0.01f));
    InputSplit flowers = IrisData.load();
    try (Estimator estimator = Estimator.of(new IrisModel(), config, params)) {
      estimator.train(
          flowers.train().shuffle().repeat().batch(32),
          TrainOption.maxSteps(args.number("steps", 500)));

      EvalResult result = estimator.evaluate(flowers.test().batch(32));
      out.printf(Locale.ROOT, "%naccuracy %.4f on the flowers held out%n", result.get("accuracy"));

      try (Stream<Prediction> answers = estimator.predict(flowers.test().take(5).batch(5))) {
        answers.forEach(answer -> out.println(sentence(answer)));
      }
      return result;
    }
  }

  private static String sentence(Prediction answer) {
    int species = (int) answer.get("species").asLong();
    double sure = answer.get("probabilities").row(species).asDouble();
    return String.format(Locale.ROOT, "%s (%.1f %%)", IrisData.NAMES.get(species), 100 * sure);
  }
}
