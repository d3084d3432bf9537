package org.estimator4j.samples.iris;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.estimator4j.input.Input;
import org.estimator4j.input.InputSplit;
import org.tensorflow.ndarray.Shape;

/** Fisher's 150 irises, bundled with the samples. */
final class IrisData {

  static final List<String> NAMES = List.of("setosa", "versicolor", "virginica");
  private static final int MEASUREMENTS = 4;

  private IrisData() {}

  /** A fifth is held out, by a hash of each row. */
  static InputSplit load() {
    List<String> lines = lines();
    float[] measurements = new float[lines.size() * MEASUREMENTS];
    int[] species = new int[lines.size()];
    for (int row = 0; row < species.length; row++) {
      String[] cells = lines.get(row).split(",", -1);
      for (int i = 0; i < MEASUREMENTS; i++) {
        measurements[row * MEASUREMENTS + i] = Float.parseFloat(cells[i]);
      }
      species[row] = Integer.parseInt(cells[MEASUREMENTS]);
    }
    return Input.arrays()
        .feature("measurements", measurements, Shape.of(MEASUREMENTS))
        .label("species", species)
        .split(0.2, "iris");
  }

  private static List<String> lines() {
    InputStream resource = IrisData.class.getResourceAsStream("iris.csv");
    if (resource == null) {
      throw new IllegalStateException("iris.csv is missing beside " + IrisData.class);
    }
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
