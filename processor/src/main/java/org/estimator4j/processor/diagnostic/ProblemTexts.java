package org.estimator4j.processor.diagnostic;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** The texts of the catalogue, read when there is first something to say. */
final class ProblemTexts {

  private static final String FILE = "problems.properties";

  private ProblemTexts() {}

  static String get(String key) {
    String text = Holder.TEXTS.getProperty(key);
    if (text == null) {
      throw new IllegalStateException(FILE + " has no '" + key + "'");
    }
    return text;
  }

  private static final class Holder {
    static final Properties TEXTS = load();
  }

  private static Properties load() {
    Properties texts = new Properties();
    try (InputStream in = ProblemTexts.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing from the processor's jar");
      }
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE, e);
    }
    return texts;
  }
}
