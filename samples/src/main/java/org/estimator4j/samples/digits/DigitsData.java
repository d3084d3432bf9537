package org.estimator4j.samples.digits;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.estimator4j.input.Input;
import org.estimator4j.input.InputSplit;
import org.estimator4j.input.Rows;
import org.tensorflow.ndarray.Shape;

/** The 1,797 digits of the UCI test set, bundled with the samples. */
final class DigitsData {

  static final int SIDE = 8;
  private static final int PIXELS = SIDE * SIDE;
  private static final float BRIGHTEST = 16;

  private DigitsData() {}

  /** A fifth is held out, by a hash of each image: the same fifth always, on every machine. */
  static InputSplit load() {
    return rows().split(0.2, "digits");
  }

  private static Rows rows() {
    List<String> lines = lines();
    float[] pixels = new float[lines.size() * PIXELS];
    int[] digits = new int[lines.size()];
    for (int row = 0; row < digits.length; row++) {
      String[] cells = lines.get(row).split(",", -1);
      for (int i = 0; i < PIXELS; i++) {
        pixels[row * PIXELS + i] = Float.parseFloat(cells[i]) / BRIGHTEST;
      }
      digits[row] = Integer.parseInt(cells[PIXELS]);
    }
    return Input.arrays().feature("pixels", pixels, Shape.of(SIDE, SIDE, 1)).label("digit", digits);
  }

  private static List<String> lines() {
    InputStream resource = DigitsData.class.getResourceAsStream("digits.csv.gz");
    if (resource == null) {
      throw new IllegalStateException("digits.csv.gz is missing beside " + DigitsData.class);
    }
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(resource), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
