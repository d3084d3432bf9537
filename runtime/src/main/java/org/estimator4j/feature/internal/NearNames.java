package org.estimator4j.feature.internal;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody may have meant. Internal: not for users. */
public final class NearNames {

  private NearNames() {}

  /**
   * Why a name is wrong, with the one that may be meant.
   *
   * @param name what was written
   * @param names what there is
   * @return half a sentence
   */
  public static String unknown(String name, Collection<String> names) {
    return "there is no '"
        + name
        + "'"
        + near(name, names)
            .map(near -> "; did you mean '" + near + "'?")
            .orElse("; there are " + names);
  }

  /**
   * The nearest of the names, if it is near: at most a third of the letters differ.
   *
   * @param name what was written
   * @param names what there is
   * @return the name that may have been meant
   */
  public static Optional<String> near(String name, Collection<String> names) {
    String best = null;
    int bestDistance = Math.max(1, name.length() / 3) + 1;
    for (String candidate : names) {
      int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Levenshtein's: insertions, removals and replacements from one to the other. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
