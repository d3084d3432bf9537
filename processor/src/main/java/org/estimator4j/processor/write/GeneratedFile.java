package org.estimator4j.processor.write;

import com.palantir.javapoet.JavaFile;

/**
 * A finished source file.
 *
 * @param className the qualified name of its class
 * @param text its contents
 */
public record GeneratedFile(String className, String text) {

  static GeneratedFile of(JavaFile file) {
    String home = file.packageName();
    String name = file.typeSpec().name();
    return new GeneratedFile(
        home.isEmpty() ? name : home + "." + name, withoutTrailingSpace(file.toString()));
  }

  /** JavaPoet leaves a space where the value of a field begins on a line of its own. */
  private static String withoutTrailingSpace(String text) {
    int next = text.indexOf(" \n");
    if (next < 0) {
      return text;
    }
    StringBuilder stripped = new StringBuilder(text.length());
    int from = 0;
    while (next >= 0) {
      int end = next;
      while (end > from && text.charAt(end - 1) == ' ') {
        end--;
      }
      stripped.append(text, from, end);
      from = next + 1;
      next = text.indexOf(" \n", from);
    }
    return stripped.append(text, from, text.length()).toString();
  }
}
