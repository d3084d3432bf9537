package org.estimator4j.processor.diagnostic;

import java.util.Collection;
import java.util.List;

/** Small pieces of English that messages share. */
public final class Texts {

  private Texts() {}

  /**
   * Joins as a person would: {@code a}, {@code a and b}, {@code a, b and c}.
   *
   * @param items what to join, by its {@code toString}
   * @return the joined text, empty for nothing
   */
  public static String and(Collection<?> items) {
    return join(items, " and ");
  }

  /**
   * Joins as a person would: {@code a}, {@code a or b}, {@code a, b or c}.
   *
   * @param items what to join, by its {@code toString}
   * @return the joined text, empty for nothing
   */
  public static String or(Collection<?> items) {
    return join(items, " or ");
  }

  private static String join(Collection<?> items, String last) {
    List<String> texts = items.stream().map(String::valueOf).toList();
    if (texts.size() < 2) {
      return String.join("", texts);
    }
    int end = texts.size() - 1;
    return String.join(", ", texts.subList(0, end)) + last + texts.get(end);
  }
}
