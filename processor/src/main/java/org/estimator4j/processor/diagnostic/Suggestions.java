package org.estimator4j.processor.diagnostic;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant, and stays silent when none is near. */
public final class Suggestions {

  private Suggestions() {}

  /**
   * The candidate nearest to a word: at a distance of at most a third of the word's length, or one;
   * letter case does not count. Of equally near ones the first.
   *
   * @param word what was written
   * @param candidates what could have been meant
   * @return the nearest candidate that is near enough and not the word itself
   */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    int limit = Math.max(1, word.length() / 3);
    String best = null;
    int bestDistance = limit + 1;
    for (String candidate : candidates) {
      if (candidate.isEmpty() || candidate.equals(word)) {
        continue;
      }
      int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Edit distance in which exchanging two neighbours counts as one edit. */
  static int distance(String a, String b) {
    int[][] table = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      table[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      table[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int cost =
            Math.min(table[i - 1][j - 1] + change, Math.min(table[i - 1][j], table[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost = Math.min(cost, table[i - 2][j - 2] + 1);
        }
        table[i][j] = cost;
      }
    }
    return table[a.length()][b.length()];
  }
}
