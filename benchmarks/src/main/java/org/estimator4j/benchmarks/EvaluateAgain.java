package org.estimator4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.estimator4j.Estimator;
import org.estimator4j.EvalOption;
import org.estimator4j.TrainOption;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.Input;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.SessionRunArgs;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;

/**
 * What a second {@code evaluate} of an unchanged model costs beside its session runs alone: 10,000
 * images of Fashion-MNIST in batches of 128.
 *
 * <pre>
 * mvn -q -pl benchmarks -am compile exec:exec -Dbenchmark=evaluate
 * </pre>
 */
public final class EvaluateAgain {

  private static final int BATCH = 128;
  private static final int REPEATS = 41;

  private EvaluateAgain() {}

  /**
   * Measures and prints.
   *
   * @param args none
   * @throws IOException if there is no directory for the model
   */
  public static void main(String[] args) throws IOException {
    Path modelDir = Files.createTempDirectory("estimator4j-evaluate");
    Input test = FashionMnist.test().batch(BATCH);
    RunClock clock = new RunClock();
    try (Estimator estimator = Estimator.of(new MlpModel(), RunConfig.inDir(modelDir))) {
      estimator.train(test, TrainOption.maxSteps(2));
      double[] ratios = new double[REPEATS];
      double[] evaluations = new double[REPEATS];
      for (int i = -10; i < REPEATS; i++) {
        long start = System.nanoTime();
        estimator.evaluate(test, EvalOption.hooks(clock));
        long nanos = System.nanoTime() - start;
        if (i >= 0) {
          evaluations[i] = nanos / 1e6;
          ratios[i] = (double) nanos / clock.inRuns;
        }
      }
      Arrays.sort(ratios);
      Arrays.sort(evaluations);
      System.out.printf(
          Locale.ROOT,
          "evaluate again: %.1f ms; / its session runs alone %.3f [%.3f, %.3f]%n",
          evaluations[REPEATS / 2],
          ratios[REPEATS / 2],
          ratios[0],
          ratios[REPEATS - 1]);
    }
  }

  /** Adds up the time from asking hooks to telling them: the runs of a call. */
  private static final class RunClock implements SessionRunHook {

    private long inRuns;
    private long start;

    @Override
    public void begin(HookSession session) {
      inRuns = 0;
    }

    @Override
    public SessionRunArgs beforeRun(SessionRunContext context) {
      start = System.nanoTime();
      return SessionRunArgs.none();
    }

    @Override
    public void afterRun(SessionRunContext context, SessionRunValues values) {
      inRuns += System.nanoTime() - start;
    }
  }
}
