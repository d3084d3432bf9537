package org.estimator4j.benchmarks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.estimator4j.annotation.Mode;
import org.estimator4j.input.Batch;
import org.estimator4j.input.Input;
import org.estimator4j.input.InputContext;
import org.estimator4j.input.InputCursor;

/**
 * How near a shuffled input in memory comes to what this machine's memory can give, which differs
 * from hour to hour on a shared one: beside the least loop that copies the same rows in random
 * order, and a copy of memory that lies in order.
 *
 * <pre>
 * mvn -q -pl benchmarks -am compile exec:exec -Dbenchmark=gather -Djvm.flags=-XX:+UseTransparentHugePages
 * </pre>
 *
 * <p>All on one thread, in turns. A ratio above 1 is ours ahead of the other.
 */
public final class GatherRates {

  private static final int REPEATS = 15;
  private static final int BATCHES = 200;
  private static final int ROWS = 60_000;
  private static final int VALUES = 784;
  private static final int SIZE = 1024;

  private final float[][] pixels = new float[ROWS][VALUES];
  private final int[] order = new int[ROWS];
  private final float[] flat = new float[ROWS * VALUES];
  private final FloatBuffer target =
      ByteBuffer.allocateDirect(SIZE * VALUES * Float.BYTES)
          .order(ByteOrder.nativeOrder())
          .asFloatBuffer();
  private int next;

  private GatherRates() {
    Random random = new Random(1);
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < VALUES; j++) {
        pixels[i][j] = random.nextFloat();
      }
      System.arraycopy(pixels[i], 0, flat, i * VALUES, VALUES);
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
  }

  /**
   * Measures and prints.
   *
   * @param args none
   */
  public static void main(String[] args) {
    GatherRates rates = new GatherRates();
    Input input =
        Input.arrays()
            .feature("pixels", rates.pixels)
            .label("digit", new int[ROWS])
            .shuffle()
            .repeat()
            .batch(SIZE);
    System.out.printf(Locale.ROOT, "first batch after %.1f ms%n", 1e3 * FirstBatch.seconds(input));
    Comparison random = new Comparison("shuffled, to a loop in that order", "rows/s");
    Comparison sequential = new Comparison("shuffled, to memory in order", "rows/s");
    try (InputCursor cursor = input.open(InputContext.first(Mode.TRAIN, 1))) {
      for (int i = 0; i <= REPEATS; i++) {
        double loop = rate(rates::gather);
        double ours = rate(() -> next(cursor));
        double copy = rate(rates::copy);
        if (i > 0) { // the first is for warming up
          random.add(ours, loop);
          sequential.add(ours, copy);
        }
      }
    }
    System.out.println(random.text("by hand"));
    System.out.println(sequential.text("copied"));
  }

  private static double next(InputCursor cursor) {
    try (Batch batch = cursor.next()) {
      return batch == null ? 0 : batch.size();
    }
  }

  /** Row by row, straight into native memory, without a label. */
  private double gather() {
    for (int i = 0; i < SIZE; i++) {
      target.put(i * VALUES, pixels[order[next]], 0, VALUES);
      next = next + 1 == ROWS ? 0 : next + 1;
    }
    return SIZE;
  }

  private double copy() {
    next = next + SIZE > ROWS - SIZE ? 0 : next + SIZE;
    target.put(0, flat, next * VALUES, SIZE * VALUES);
    return SIZE;
  }

  private static double rate(DoubleSupplier batch) {
    double rows = 0;
    long start = System.nanoTime();
    for (int i = 0; i < BATCHES; i++) {
      rows += batch.getAsDouble();
    }
    return 1e9 * rows / (System.nanoTime() - start);
  }
}
