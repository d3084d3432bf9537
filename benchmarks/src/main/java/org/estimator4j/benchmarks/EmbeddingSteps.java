package org.estimator4j.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.estimator4j.nn.optimizer.Adagrad;
import org.estimator4j.nn.optimizer.Adam;
import org.estimator4j.nn.optimizer.LazyAdam;
import org.estimator4j.nn.optimizer.Optimizer;

/**
 * How long a step on an embedding of 1,000,000 rows takes, beside one of 1,000 rows: about as long,
 * if only the rows of the batch change. Adam, whose moments of all rows decay, shows the contrast.
 *
 * <pre>
 * mvn -q -pl benchmarks -am compile exec:exec -Dbenchmark=embedding
 * </pre>
 *
 * <p>Ratios are of interleaved repeats: the median, and the smallest and largest.
 */
public final class EmbeddingSteps {

  private static final int SMALL = 1_000;
  private static final int LARGE = 1_000_000;
  private static final int REPEATS = 9;

  private EmbeddingSteps() {}

  /**
   * Measures and prints.
   *
   * @param args none
   */
  public static void main(String[] args) {
    Map<Optimizer, Integer> stepsOfLarge = new LinkedHashMap<>();
    stepsOfLarge.put(new Adagrad(0.1), 500);
    stepsOfLarge.put(new LazyAdam(0.01), 500);
    stepsOfLarge.put(new Adam(0.01), 10);
    stepsOfLarge.forEach(EmbeddingSteps::measure);
  }

  private static void measure(Optimizer optimizer, int stepsOfLarge) {
    double[] small = new double[REPEATS];
    double[] large = new double[REPEATS];
    double[] ratios = new double[REPEATS];
    try (EmbeddingModel few = new EmbeddingModel(optimizer, SMALL);
        EmbeddingModel many = new EmbeddingModel(optimizer, LARGE)) {
      few.microsecondsPerStep(500);
      many.microsecondsPerStep(stepsOfLarge);
      for (int i = 0; i < REPEATS; i++) {
        small[i] = few.microsecondsPerStep(500);
        large[i] = many.microsecondsPerStep(stepsOfLarge);
        ratios[i] = large[i] / small[i];
      }
    }
    Arrays.sort(small);
    Arrays.sort(large);
    Arrays.sort(ratios);
    System.out.printf(
        Locale.ROOT,
        "%-32s %,8.0f µs %,10.0f µs  ratio %.2f [%.2f, %.2f]%n",
        optimizer,
        small[REPEATS / 2],
        large[REPEATS / 2],
        ratios[REPEATS / 2],
        ratios[0],
        ratios[REPEATS - 1]);
  }
}
