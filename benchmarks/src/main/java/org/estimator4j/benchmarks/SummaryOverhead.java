package org.estimator4j.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.estimator4j.Estimator;
import org.estimator4j.TrainOption;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.Input;
import org.tensorflow.ndarray.Shape;

/**
 * What summaries cost: a training at b = 32 with scalars every 100 steps and histograms every 500,
 * beside one without any; how long the loop is kept between two steps where summaries are written
 * and where none are; and how long a call that writes an event takes.
 *
 * <pre>
 * mvn -q -pl benchmarks -am compile exec:exec -Dbenchmark=summaries
 * </pre>
 *
 * <p>Ratios are of interleaved repeats, in turns first: the median with an interval that holds it
 * in 97 of 100 cases (by the ranks of a binomial distribution), and the smallest and largest.
 */
public final class SummaryOverhead {

  private static final int ROWS = 6400;
  private static final int BATCH = 32;
  private static final long EVERY = 100;
  private static final long STEPS = 1000;
  private static final int REPEATS = 121;

  /** Of 121 sorted ratios the 49th and the 73rd enclose the median with 97 %. */
  private static final int RANK = 48;

  private SummaryOverhead() {}

  /**
   * Measures and prints.
   *
   * @param args none
   */
  public static void main(String[] args) {
    Path dir = temporary();
    EventCalls.measure(dir.resolve("calls"));
    Input input = input();
    double[] without = new double[REPEATS];
    double[] with = new double[REPEATS];
    double[] ratios = new double[REPEATS];
    StepGaps plainGaps = new StepGaps(EVERY);
    StepGaps showingGaps = new StepGaps(EVERY);
    try (Estimator plain = estimator(dir.resolve("plain"), 0);
        Estimator showing = estimator(dir.resolve("showing"), EVERY)) {
      seconds(plain, input, new StepGaps(EVERY));
      seconds(showing, input, new StepGaps(EVERY));
      for (int i = 0; i < REPEATS; i++) {
        if (i % 2 == 0) {
          without[i] = seconds(plain, input, plainGaps);
          with[i] = seconds(showing, input, showingGaps);
        } else {
          with[i] = seconds(showing, input, showingGaps);
          without[i] = seconds(plain, input, plainGaps);
        }
        ratios[i] = with[i] / without[i];
      }
    }
    Arrays.sort(without);
    Arrays.sort(with);
    Arrays.sort(ratios);
    System.out.printf(
        Locale.ROOT,
        "%.0f µs a step without, %.0f µs with summaries; ratio %.3f, 97 %% [%.3f, %.3f], range"
            + " [%.3f, %.3f]%n",
        1e6 * without[REPEATS / 2] / (STEPS - 1),
        1e6 * with[REPEATS / 2] / (STEPS - 1),
        ratios[REPEATS / 2],
        ratios[RANK],
        ratios[REPEATS - 1 - RANK],
        ratios[0],
        ratios[REPEATS - 1]);
    System.out.println("between two steps, without summaries:    " + plainGaps.elsewhere());
    System.out.println("the same, after each 100th step:         " + plainGaps.atMultiples());
    System.out.println("with them, where none are written:       " + showingGaps.elsewhere());
    System.out.println("with them, where some are written:       " + showingGaps.atMultiples());
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("summaries");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Estimator estimator(Path dir, long summarySteps) {
    RunConfig config =
        RunConfig.builder(dir)
            .withoutCheckpoints()
            .logStepCountSteps(0)
            .saveSummarySteps(summarySteps)
            .build();
    return Estimator.of(new ShowingModel(), config);
  }

  private static Input input() {
    Random random = new Random(1);
    float[] pixels = new float[ROWS * ShowingModel.PIXELS];
    int[] kinds = new int[ROWS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    for (int i = 0; i < ROWS; i++) {
      kinds[i] = random.nextInt(ShowingModel.KINDS);
    }
    return Input.arrays()
        .feature("pixels", pixels, Shape.of(ShowingModel.PIXELS))
        .label("kind", kinds)
        .shuffle()
        .repeat()
        .batch(BATCH);
  }

  private static double seconds(Estimator estimator, Input input, StepGaps gaps) {
    gaps.pause();
    estimator.train(input, TrainOption.steps(STEPS), TrainOption.hooks(gaps));
    return gaps.seconds();
  }
}
