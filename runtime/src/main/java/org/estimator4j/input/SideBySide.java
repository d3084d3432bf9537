package org.estimator4j.input;

import java.util.ArrayList;
import java.util.List;

/** Two columns of text; lines that differ are marked. */
final class SideBySide {

  private final List<String[]> lines = new ArrayList<>();

  SideBySide(String left, String right) {
    lines.add(new String[] {"  ", left, right});
  }

  void add(String left, String right, boolean equal) {
    lines.add(new String[] {equal ? "  " : "! ", left, right});
  }

  @Override
  public String toString() {
    int width = lines.stream().mapToInt(line -> line[1].length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (String[] line : lines) {
      text.append(text.isEmpty() ? "" : "\n")
          .append(line[0])
          .append(line[1])
          .append(" ".repeat(width - line[1].length()))
          .append(" | ")
          .append(line[2]);
    }
    return text.toString();
  }
}
