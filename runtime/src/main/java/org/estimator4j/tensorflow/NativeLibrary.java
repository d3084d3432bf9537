package org.estimator4j.tensorflow;

import java.util.Locale;
import org.tensorflow.TensorFlow;

/** TensorFlow's native library: loaded once, or explained. */
public final class NativeLibrary {

  private NativeLibrary() {}

  /**
   * Loads the native library unless it is loaded.
   *
   * @throws IllegalStateException if it is not there; the message names the artifact that is
   *     missing
   */
  public static void require() {
    try {
      if (TensorFlow.version().isEmpty()) {
        throw new IllegalStateException("TensorFlow has no version");
      }
    } catch (LinkageError e) {
      throw new IllegalStateException(explain(), e);
    }
  }

  private static String explain() {
    String classifier = classifier(System.getProperty("os.name"), System.getProperty("os.arch"));
    return "TensorFlow's native library for "
        + classifier
        + " cannot be loaded. It is in org.tensorflow:tensorflow-core-native:1.1.0:"
        + classifier
        + ", which estimator4j-runtime brings along in a Maven build on that platform; add it yourself"
        + " with Gradle, or in a build for another platform (-Destimator4j.natives="
        + classifier
        + " with Maven). There is one for linux-x86_64, linux-x86_64-gpu, linux-arm64, macosx-arm64 and"
        + " windows-x86_64.";
  }

  static String classifier(String osName, String osArch) {
    String name = osName.toLowerCase(Locale.ROOT);
    String system =
        name.startsWith("mac") ? "macosx" : name.startsWith("win") ? "windows" : "linux";
    String machine =
        switch (osArch.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm64";
          default -> osArch;
        };
    return system + "-" + machine;
  }
}
