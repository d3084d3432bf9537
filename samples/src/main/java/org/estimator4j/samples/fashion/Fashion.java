package org.estimator4j.samples.fashion;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.estimator4j.BestExporter;
import org.estimator4j.EarlyStopping;
import org.estimator4j.Estimator;
import org.estimator4j.EvalOption;
import org.estimator4j.EvalResult;
import org.estimator4j.EvalSpec;
import org.estimator4j.TrainAndEvaluateResult;
import org.estimator4j.TrainSpec;
import org.estimator4j.config.Params;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.InputSplit;
import org.estimator4j.samples.SampleArgs;

/**
 * Trains {@link FashionClassifier} until it gets no better on photographs held out, goes back to
 * the best weights, exports them, and measures them on the test set. Started again it goes on, or
 * says that it is done; {@code --model-dir} with another directory starts afresh.
 *
 * <p>Arguments, all optional: {@code --data=…}, the directory of the four files, {@code
 * --model-dir=…}, {@code --seed=…}, and {@code --steps=…}, how far it goes at most.
 */
public final class Fashion {

  private static final int BATCH = 64;
  private static final double HELD_OUT = 0.1;

  private Fashion() {}

  /**
   * Runs the sample.
   *
   * @param args see the class
   */
  public static void main(String[] args) {
    try {
      run(SampleArgs.parse(args, Set.of("data", "model-dir", "seed", "steps")), System.out);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  static EvalResult run(SampleArgs args, PrintStream out) {
    FashionData data =
        FashionData.in(args.path("data", Path.of("/usr/share/datasets/fashion-mnist")));
    RunConfig config =
        RunConfig.builder(args.path("model-dir", Path.of("target", "models", "fashion")))
            .seed(args.number("seed", RunConfig.DEFAULT_SEED))
            .saveCheckpointsSteps(500)
            .stopOnSignal(true)
            .build();
    Params params = Params.empty().with("learning_rate", 1e-3).with("dropout", 0.4);
    InputSplit photographs = data.train().split(HELD_OUT, "fashion");
    TrainSpec train =
        TrainSpec.builder(photographs.train().shuffle().repeat().batch(BATCH))
            .maxSteps(args.number("steps", 8000))
            .earlyStopping(
                EarlyStopping.ifNoIncrease("accuracy").patienceEvaluations(4).restoringBest())
            .build();
    EvalSpec validation =
        EvalSpec.builder(photographs.test().batch(500))
            .exporters(BestExporter.byHighest("accuracy").keeping(1))
            .build();
    try (Estimator fashion = Estimator.of(new FashionClassifier(), config, params)) {
      TrainAndEvaluateResult result = fashion.trainAndEvaluate(train, validation);
      EvalResult tested = fashion.evaluate(data.test().batch(500), EvalOption.name("test"));
      out.printf(
          Locale.ROOT,
          "%n%s%naccuracy %.4f on the test set, loss %.4f, with the weights of step %d%n%n",
          result.training().stopReason(),
          tested.get("accuracy"),
          tested.loss(),
          tested.globalStep());
      printErrors(tested, out);
      out.println("report: " + config.modelDir().resolve("report.html"));
      return tested;
    }
  }

  /** How often each kind is told, and what it is most often taken for. */
  private static void printErrors(EvalResult tested, PrintStream out) {
    for (int kind = 0; kind < FashionClassifier.KINDS; kind++) {
      double[] told = tested.value("confusion_matrix").row(kind).asDoubles();
      int rival = -1;
      double all = 0;
      for (int other = 0; other < told.length; other++) {
        all += told[other];
        if (other != kind && (rival < 0 || told[other] > told[rival])) {
          rival = other;
        }
      }
      out.printf(
          Locale.ROOT,
          "%-10s %5.1f %%, else most often taken for: %s%n",
          FashionData.NAMES.get(kind),
          100 * told[kind] / all,
          FashionData.NAMES.get(rival));
    }
  }
}
