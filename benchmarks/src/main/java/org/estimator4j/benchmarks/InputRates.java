package org.estimator4j.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.estimator4j.annotation.Mode;
import org.estimator4j.input.Batch;
import org.estimator4j.input.CsvSource;
import org.estimator4j.input.ExampleSource;
import org.estimator4j.input.Input;
import org.estimator4j.input.InputContext;
import org.estimator4j.input.InputCursor;
import org.tensorflow.types.TFloat32;

/**
 * How many rows a second an input gives, beside the same pipeline in Python's tf.data: in turns, in
 * one run.
 *
 * <pre>
 * mvn -q -pl benchmarks -am compile exec:exec -Dbenchmark=input -Dpython=python3
 * </pre>
 *
 * <p>Arguments: the directory for the generated files, the Python with TensorFlow, the script, and
 * where to write the figures as JSON. Ours reads on one thread, without prefetch.
 */
public final class InputRates {

  private static final int REPEATS = 9;
  private static final int IMAGES = 60_000;
  private static final int PIXELS = 784;

  private InputRates() {}

  /**
   * Measures, prints and writes.
   *
   * @param args see the class
   */
  public static void main(String[] args) {
    // First of all, while nothing is compiled.
    float[][] pixels = new float[IMAGES][PIXELS];
    int[] digits = new int[IMAGES];
    Random random = new Random(1);
    for (float[] image : pixels) {
      for (int i = 0; i < PIXELS; i++) {
        image[i] = random.nextFloat();
      }
    }
    double firstBatch = FirstBatch.seconds(images(pixels, digits, 1024));
    System.out.printf(Locale.ROOT, "first batch after %.1f ms%n", 1e3 * firstBatch);
    Path directory = Path.of(args[0]);
    Path csv = InputFiles.csv(directory);
    Path records = InputFiles.records(directory);
    List<Comparison> comparisons = new ArrayList<>();
    try (PeerProcess peer = PeerProcess.start(List.of(args[1], args[2], args[0]));
        InputCursor large = images(pixels, digits, 1024).open(context());
        InputCursor small = images(pixels, digits, 32).open(context())) {
      Comparison first = new Comparison("first batch, 60,000 × 784", "s");
      first.add(firstBatch, peer.measure("first"));
      comparisons.add(first);
      comparisons.add(
          compare("memory, b = 1024 × 784", peer, "memory 1024", () -> rate(large, 300, 1024)));
      comparisons.add(
          compare("memory, b = 32 × 784", peer, "memory 32", () -> rate(small, 9600, 32)));
      comparisons.add(
          compare("CSV, 20 columns, to decode_csv", peer, "csv", () -> rateOf(csv(csv))));
      comparisons.add(
          compare("CSV, to make_csv_dataset", peer, "make_csv", () -> rateOf(csv(csv))));
      comparisons.add(
          compare("TFRecord of Examples × 20", peer, "tfrecord", () -> rateOf(examples(records))));
      double garbage = garbage(large);
      System.out.printf(Locale.ROOT, "garbage of a batch of 1024: %.0f bytes%n", garbage);
      comparisons.forEach(System.out::println);
      write(Path.of(args[3]), peer.name(), garbage, comparisons);
    }
  }

  private static Comparison compare(
      String name, PeerProcess peer, String question, DoubleSupplier ours) {
    Comparison comparison = new Comparison(name, "rows/s");
    for (int i = 0; i <= REPEATS; i++) {
      double our = ours.getAsDouble();
      double their = peer.measure(question);
      if (i > 0) { // the first is for warming up
        comparison.add(our, their);
      }
    }
    System.out.println(comparison);
    return comparison;
  }

  private static InputContext context() {
    return InputContext.first(Mode.TRAIN, 1);
  }

  private static Input images(float[][] pixels, int[] digits, int batch) {
    return Input.arrays()
        .feature("pixels", pixels)
        .label("digit", digits)
        .shuffle()
        .repeat()
        .batch(batch);
  }

  private static Batch next(InputCursor cursor) {
    Batch batch = cursor.next();
    if (batch == null) {
      throw new IllegalStateException("the input ended");
    }
    return batch;
  }

  private static Input csv(Path file) {
    CsvSource source = Input.csv(file.toString());
    for (int i = 0; i < InputFiles.COLUMNS; i++) {
      source.feature("c" + i, TFloat32.class);
    }
    return source.rows().batch(256);
  }

  private static Input examples(Path file) {
    ExampleSource source = Input.tfRecords(file.toString());
    for (int i = 0; i < InputFiles.COLUMNS; i++) {
      source.feature("c" + i, TFloat32.class);
    }
    return source.rows().batch(256);
  }

  private static double rate(InputCursor cursor, int batches, int size) {
    long start = System.nanoTime();
    for (int i = 0; i < batches; i++) {
      next(cursor).close();
    }
    return 1e9 * batches * size / (System.nanoTime() - start);
  }

  private static double rateOf(Input input) {
    long rows = 0;
    try (InputCursor cursor = input.open(context())) {
      long start = System.nanoTime();
      for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
        rows += batch.size();
        batch.close();
      }
      return 1e9 * rows / (System.nanoTime() - start);
    }
  }

  private static double garbage(InputCursor cursor) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    int batches = 10_000;
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < batches; i++) {
      next(cursor).close();
    }
    return (double) (threads.getCurrentThreadAllocatedBytes() - before) / batches;
  }

  private static void write(Path file, String peer, double garbage, List<Comparison> comparisons) {
    StringBuilder json = new StringBuilder("{\n");
    json.append("  \"peer\": \"").append(peer).append("\",\n");
    json.append("  \"java\": \"").append(Runtime.version()).append("\",\n");
    json.append("  \"processors\": ").append(Runtime.getRuntime().availableProcessors());
    json.append(String.format(Locale.ROOT, ",\n  \"garbage_bytes_per_batch\": %.0f", garbage));
    json.append(",\n  \"figures\": [");
    for (int i = 0; i < comparisons.size(); i++) {
      json.append(i == 0 ? "\n    " : ",\n    ").append(comparisons.get(i).json());
    }
    json.append("\n  ]\n}\n");
    try {
      Files.writeString(file, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
