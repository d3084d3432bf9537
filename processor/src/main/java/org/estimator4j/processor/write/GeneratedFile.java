package org.estimator4j.processor.write;

import com.palantir.javapoet.JavaFile;
import java.util.regex.Pattern;

/**
 * A finished source file.
 *
 * @param className the qualified name of its class
 * @param text its contents
 */
public record GeneratedFile(String className, String text) {

  private static final Pattern TRAILING_SPACE = Pattern.compile("[ \t]+$", Pattern.MULTILINE);

  static GeneratedFile of(JavaFile file) {
    String home = file.packageName();
    String name = file.typeSpec().name();
    return new GeneratedFile(
        home.isEmpty() ? name : home + "." + name,
        TRAILING_SPACE.matcher(file.toString()).replaceAll(""));
  }
}
