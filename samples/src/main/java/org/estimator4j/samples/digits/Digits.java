package org.estimator4j.samples.digits;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.estimator4j.Estimator;
import org.estimator4j.EvalResult;
import org.estimator4j.Prediction;
import org.estimator4j.TrainOption;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.Input;
import org.estimator4j.input.InputSplit;
import org.estimator4j.samples.SampleArgs;

/**
 * Trains {@link DigitsClassifier}, evaluates it on digits it has not seen, and shows what it says
 * about five of them. Started again, it continues from its checkpoint.
 *
 * <p>Arguments, all optional: {@code --model-dir=…}, {@code --seed=…}, and {@code --steps=…}, how
 * far one run goes.
 */
public final class Digits {

  private static final int BATCH = 64;
  private static final int SHOWN = 5;

  private Digits() {}

  /**
   * Runs the sample.
   *
   * @param args see the class
   */
  public static void main(String[] args) {
    boolean serve = List.of(args).contains("--serve");
    String[] others =
        List.of(args).stream().filter(arg -> !arg.equals("--serve")).toArray(String[]::new);
    SampleArgs settings = SampleArgs.parse(others, Set.of("model-dir", "seed", "steps", "port"));
    run(settings, System.out);
    if (serve) {
      DigitsServer server = serve(settings, System.out);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    }
  }

  /** Exports the model, and answers out of the export until the server is closed. */
  static DigitsServer serve(SampleArgs args, PrintStream out) {
    RunConfig config = config(args);
    try (Estimator estimator = Estimator.of(new DigitsClassifier(1e-3f), config)) {
      Path savedModel = estimator.exportSavedModel(config.modelDir().resolve("export"));
      DigitsServer server = DigitsServer.start(savedModel, (int) args.number("port", 8080));
      out.println("draw a digit at http://localhost:" + server.port() + "/ (Ctrl-C ends it)");
      return server;
    }
  }

  private static RunConfig config(SampleArgs args) {
    return RunConfig.builder(args.path("model-dir", Path.of("target", "models", "digits")))
        .seed(args.number("seed", RunConfig.DEFAULT_SEED))
        .saveCheckpointsSteps(500)
        .stopOnSignal(true)
        .build();
  }

  static EvalResult run(SampleArgs args, PrintStream out) {
    RunConfig config = config(args);
    InputSplit digits = DigitsData.load();
    try (Estimator estimator = Estimator.of(new DigitsClassifier(1e-3f), config)) {
      Input train = digits.train().shuffle().repeat().batch(BATCH);
      estimator.train(train, TrainOption.maxSteps(goal(estimator, args.number("steps", 1500))));

      EvalResult result = estimator.evaluate(digits.test().batch(256));
      out.printf(
          Locale.ROOT,
          "%naccuracy %.4f on the digits held out, loss %.4f, after %d steps%n%n",
          result.get("accuracy"),
          result.loss(),
          result.globalStep());
      out.println(DigitsText.confusionMatrix(result.value("confusion_matrix")));

      Input shown = digits.test().take(SHOWN).batch(SHOWN);
      try (Stream<Prediction> answers = estimator.predict(shown)) {
        out.println(DigitsText.answers(shown, answers.toList()));
      }
      return result;
    }
  }

  /** A run that was stopped is finished; one that was finished is followed by another. */
  private static long goal(Estimator estimator, long steps) {
    long done = estimator.latestCheckpoint().map(Checkpoint::step).orElse(0L);
    return (done / steps + 1) * steps;
  }
}
