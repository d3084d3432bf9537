package org.estimator4j.input;

/** How a recipe is shown to people: each operation above what it works on, which is indented. */
final class Tree {

  private Tree() {}

  /** A line, and under it the trees of what it works on. */
  static String of(String operation, String... inner) {
    StringBuilder text = new StringBuilder(operation);
    for (String each : inner) {
      text.append("\n  ").append(each.replace("\n", "\n  "));
    }
    return text.toString();
  }
}
