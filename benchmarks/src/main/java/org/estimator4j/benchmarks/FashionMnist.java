package org.estimator4j.benchmarks;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.estimator4j.input.ArrayRows;
import org.estimator4j.input.Input;
import org.tensorflow.ndarray.Shape;

/**
 * Fashion-MNIST in memory, pixels as floats from 0 to 1. The files are where the environment
 * variable {@code FASHION_MNIST} says, else in {@code /usr/share/datasets/fashion-mnist}.
 */
final class FashionMnist {

  static final int PIXELS = 784;
  static final String PIXELS_NAME = "pixels";
  static final String LABEL_NAME = "label";

  private FashionMnist() {}

  static ArrayRows train() {
    return rows("train");
  }

  static ArrayRows test() {
    return rows("t10k");
  }

  private static ArrayRows rows(String prefix) {
    byte[] pixels = read(prefix + "-images-idx3-ubyte.gz", 16);
    byte[] labels = read(prefix + "-labels-idx1-ubyte.gz", 8);
    float[] floats = new float[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      floats[i] = (pixels[i] & 0xFF) / 255f;
    }
    int[] numbers = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      numbers[i] = labels[i];
    }
    return Input.arrays().feature(PIXELS_NAME, floats, Shape.of(PIXELS)).label(LABEL_NAME, numbers);
  }

  private static byte[] read(String name, int head) {
    String place = System.getenv("FASHION_MNIST");
    Path file = Path.of(place == null ? "/usr/share/datasets/fashion-mnist" : place, name);
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))))) {
      in.skipNBytes(head);
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read "
              + file
              + "; get Fashion-MNIST from https://github.com/zalandoresearch/fashion-mnist and set"
              + " FASHION_MNIST to its directory",
          e);
    }
  }
}
