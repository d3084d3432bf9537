package org.estimator4j.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words that the rows of a variable belong to, before and now. Immutable.
 *
 * @param previous the words of the source's rows, in order
 * @param current the words of this model's rows, in order; rows behind them, such as those of
 *     buckets for unknown words, keep their initial values
 * @param axis the dimension of the words: 0, or 1 for the columns of an output layer
 */
public record VocabularyChange(List<String> previous, List<String> current, int axis) {

  /** Copies the lists and checks the axis. */
  public VocabularyChange {
    previous = List.copyOf(previous);
    current = List.copyOf(current);
    if (axis != 0 && axis != 1) {
      throw new IllegalArgumentException(
          "the words of a variable are its rows (axis 0) or its columns (axis 1), not axis "
              + axis);
    }
  }

  /**
   * Words that are rows, as those of an embedding.
   *
   * @param previous the words of the source's rows, in order
   * @param current the words of this model's rows, in order
   * @return the change
   */
  public static VocabularyChange ofRows(List<String> previous, List<String> current) {
    return new VocabularyChange(previous, current, 0);
  }

  /**
   * Words that are columns, as the classes of an output layer.
   *
   * @param previous the words of the source's columns, in order
   * @param current the words of this model's columns, in order
   * @return the change
   */
  public static VocabularyChange ofColumns(List<String> previous, List<String> current) {
    return new VocabularyChange(previous, current, 1);
  }

  /**
   * Words that are rows, out of vocabulary files with a word on each line.
   *
   * @param previous the file of the source's vocabulary, in UTF-8
   * @param current the file of this model's
   * @return the change
   */
  public static VocabularyChange ofRows(Path previous, Path current) {
    return ofRows(lines(previous), lines(current));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the vocabulary " + file, e);
    }
  }

  /** For each current word its place before, or -1. */
  int[] places() {
    Map<String, Integer> before = new HashMap<>();
    for (int i = 0; i < previous.size(); i++) {
      before.put(previous.get(i), i);
    }
    return current.stream().mapToInt(word -> before.getOrDefault(word, -1)).toArray();
  }
}
