package org.estimator4j.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.estimator4j.input.Input;
import org.tensorflow.types.TFloat32;

/** The files that both sides read: generated once. */
final class InputFiles {

  static final int COLUMNS = 20;
  static final int CSV_ROWS = 1_000_000;
  static final int RECORDS = 200_000;

  private InputFiles() {}

  static Path csv(Path directory) {
    Path file = directory.resolve("rows.csv");
    if (!Files.exists(file)) {
      try {
        Files.createDirectories(directory);
        Path part = directory.resolve("rows.csv.part");
        write(part);
        Files.move(part, file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return file;
  }

  private static void write(Path file) throws IOException {
    Random random = new Random(1);
    StringBuilder line = new StringBuilder();
    try (Writer out = Files.newBufferedWriter(file)) {
      for (int row = -1; row < CSV_ROWS; row++) {
        line.setLength(0);
        for (int i = 0; i < COLUMNS; i++) {
          line.append(i == 0 ? "" : ",");
          if (row < 0) {
            line.append('c').append(i);
          } else {
            line.append(sixDigits(random.nextGaussian()));
          }
        }
        out.append(line).append('\n');
      }
    }
  }

  /** As {@code %.6g} writes it. */
  private static String sixDigits(double value) {
    int before = (int) Math.floor(Math.log10(Math.abs(value))) + 1;
    String text = String.format(Locale.ROOT, "%." + Math.max(0, 6 - before) + "f", value);
    return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
  }

  /** The first rows of the other file. */
  static Path records(Path directory) {
    Path file = directory.resolve("rows.tfrecord");
    if (!Files.exists(file)) {
      var csv = Input.csv(csv(directory).toString());
      for (int i = 0; i < COLUMNS; i++) {
        csv.feature("c" + i, TFloat32.class);
      }
      csv.rows().take(RECORDS).writeTfRecords(file);
    }
    return file;
  }
}
