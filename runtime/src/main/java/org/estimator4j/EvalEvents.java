package org.estimator4j;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.estimator4j.session.TensorValue;
import org.estimator4j.summary.EventFileWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.proto.Summary;

/**
 * Writes the results of evaluations for TensorBoard, beside the curves of the training: into {@code
 * eval}, or {@code eval_<name>} for a named set, one file for as long as the estimator is open.
 */
final class EvalEvents implements AutoCloseable {

  static final String NAME = "eval";

  private static final int LEAST_SIDE = 200;
  private static final int WHITE = 255;

  private static final Logger LOG = LoggerFactory.getLogger(Estimator.class);

  private final Map<Path, EventFileWriter> writers = new HashMap<>();

  /** Where the curves of a set are. */
  static Path directory(Path modelDir, String set) {
    return modelDir.resolve(set.isEmpty() ? NAME : NAME + "_" + set);
  }

  /**
   * Writes a result; where no file can be made, an error in the log says so.
   *
   * @param summaries the metrics that are to be shown as they are
   */
  void write(Path modelDir, EvalResult result, Map<String, Summary> summaries) {
    Path directory = directory(modelDir, result.name());
    EventFileWriter writer;
    try {
      writer = writers.computeIfAbsent(directory, EventFileWriter::open);
    } catch (UncheckedIOException e) {
      LOG.error("this evaluation will not be in TensorBoard", e);
      return;
    }
    long step = result.globalStep();
    writer.scalar("loss", (float) result.loss(), step);
    result
        .metrics()
        .forEach(
            (name, value) -> {
              Summary summary = summaries.get(name);
              if (summary != null) {
                writer.summary(summary, step);
              } else {
                write(writer, name, value, step);
              }
            });
    result
        .checkpoint()
        .ifPresent(each -> writer.text("checkpoint_path", each.prefix().toString(), step));
  }

  private static void write(EventFileWriter writer, String name, TensorValue value, long step) {
    Class<?> type = value.elementType();
    if (type == boolean.class || type == String.class) {
      writer.text(name, value.toString(), step);
    } else if (value.shape().isScalar()) {
      writer.scalar(name, (float) value.asDouble(), step);
    } else if (isMatrix(value)) {
      heatMap(writer, name, value, step);
    } else {
      writer.histogram(name, value.asDoubles(), step);
    }
  }

  /** Such as a confusion matrix. */
  private static boolean isMatrix(TensorValue value) {
    return value.shape().numDimensions() == 2 && value.shape().size() > 0;
  }

  /** A matrix as a picture: each row by its own largest value, the larger the darker. */
  private static void heatMap(EventFileWriter writer, String name, TensorValue matrix, long step) {
    int rows = Math.toIntExact(matrix.shape().get(0));
    int columns = Math.toIntExact(matrix.shape().get(1));
    int cell = Math.max(1, LEAST_SIDE / Math.max(rows, columns));
    int width = columns * cell;
    byte[] pixels = new byte[rows * cell * width];
    for (int row = 0; row < rows; row++) {
      double[] values = matrix.row(row).asDoubles();
      double most = Arrays.stream(values).max().orElse(0);
      for (int x = 0; x < width; x++) {
        double part = most > 0 ? Math.max(0, values[x / cell] / most) : 0;
        byte shade = (byte) Math.round(WHITE * (1 - part));
        for (int y = row * cell; y < (row + 1) * cell; y++) {
          pixels[y * width + x] = shade;
        }
      }
    }
    writer.image(name, width, rows * cell, pixels, step);
  }

  @Override
  public void close() {
    writers.values().forEach(EventFileWriter::close);
    writers.clear();
  }
}
