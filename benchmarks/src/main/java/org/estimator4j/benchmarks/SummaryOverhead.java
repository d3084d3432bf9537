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
import org.estimator4j.summary.EventFileWriter;
import org.tensorflow.ndarray.Shape;

/**
 * What summaries cost: a training at b = 32 with scalars every 100 steps and histograms every 500,
 * beside one without any; and how long a call that writes an event takes.
 *
 * <pre>
 * mvn -q -pl benchmarks -am compile exec:exec -Dbenchmark=summaries
 * </pre>
 *
 * <p>Ratios are of interleaved repeats: the median, and the smallest and largest.
 */
public final class SummaryOverhead {

  private static final int ROWS = 6400;
  private static final int BATCH = 32;
  private static final long STEPS = 2000;
  private static final int REPEATS = 11;
  private static final int CALLS = 20_000;

  private SummaryOverhead() {}

  /**
   * Measures and prints.
   *
   * @param args none
   */
  public static void main(String[] args) {
    Path dir = temporary();
    Input input = input();
    double[] without = new double[REPEATS];
    double[] with = new double[REPEATS];
    double[] ratios = new double[REPEATS];
    try (Estimator plain = estimator(dir.resolve("plain"), 0);
        Estimator showing = estimator(dir.resolve("showing"), 100)) {
      seconds(plain, input);
      seconds(showing, input);
      for (int i = 0; i < REPEATS; i++) {
        without[i] = seconds(plain, input);
        with[i] = seconds(showing, input);
        ratios[i] = with[i] / without[i];
      }
    }
    Arrays.sort(without);
    Arrays.sort(with);
    Arrays.sort(ratios);
    System.out.printf(
        Locale.ROOT,
        "%.0f µs a step without, %.0f µs with summaries; ratio %.3f [%.3f, %.3f]%n",
        1e6 * without[REPEATS / 2] / STEPS,
        1e6 * with[REPEATS / 2] / STEPS,
        ratios[REPEATS / 2],
        ratios[0],
        ratios[REPEATS - 1]);
    calls(dir.resolve("calls"));
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

  private static double seconds(Estimator estimator, Input input) {
    long start = System.nanoTime();
    estimator.train(input, TrainOption.steps(STEPS));
    return (System.nanoTime() - start) / 1e9;
  }

  private static void calls(Path dir) {
    long[] nanos = new long[CALLS];
    try (EventFileWriter writer = EventFileWriter.open(dir)) {
      for (int i = 0; i < CALLS; i++) {
        long start = System.nanoTime();
        writer.scalar("loss", i, i);
        nanos[i] = System.nanoTime() - start;
        if (i % 1000 == 0) {
          writer.flush();
        }
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "a call that writes: median %.1f µs, of 1,000 the slowest %.1f µs, of %,d %.1f µs%n",
        nanos[CALLS / 2] / 1e3,
        nanos[CALLS - CALLS / 1000] / 1e3,
        CALLS,
        nanos[CALLS - 1] / 1e3);
  }
}
