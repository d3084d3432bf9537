package org.estimator4j.nn.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What a {@linkplain Metrics#confusionMatrix confusion matrix} says of each class, and of all. Its
 * text is a table for people. Immutable.
 *
 * <pre>{@code
 * double[] matrix = {8, 2, 1, 9}; // of an evaluation: result.value("confusion").asDoubles()
 * ClassReport report = ClassReport.of(matrix, List.of("cat", "dog"));
 * double recallOfCats = report.recall(0);
 * }</pre>
 */
public final class ClassReport {

  private final double[] matrix;
  private final List<String> names;

  private ClassReport(double[] matrix, List<String> names) {
    this.matrix = matrix;
    this.names = names;
  }

  /**
   * A report of classes that are called by their numbers.
   *
   * @param matrix the confusion matrix, row by row
   * @return the report
   * @throws IllegalArgumentException if the matrix is not square or has a negative element
   */
  public static ClassReport of(double[] matrix) {
    int size = (int) Math.round(Math.sqrt(matrix.length));
    return of(matrix, IntStream.range(0, size).mapToObj(Integer::toString).toList());
  }

  /**
   * A report of classes with names.
   *
   * @param matrix the confusion matrix, row by row
   * @param names the names of the classes, in their order
   * @return the report
   * @throws IllegalArgumentException if the matrix is not one of so many classes, or has a negative
   *     element
   */
  public static ClassReport of(double[] matrix, List<String> names) {
    if (names.isEmpty() || matrix.length != (long) names.size() * names.size()) {
      throw new IllegalArgumentException(
          "a confusion matrix of "
              + names.size()
              + " classes has "
              + (long) names.size() * names.size()
              + " elements, this one has "
              + matrix.length);
    }
    for (double element : matrix) {
      if (!(element >= 0)) {
        throw new IllegalArgumentException(
            "a confusion matrix counts, but has an element " + element);
      }
    }
    return new ClassReport(matrix.clone(), List.copyOf(names));
  }

  /**
   * The names of the classes.
   *
   * @return an unmodifiable list in the order of the classes
   */
  public List<String> classes() {
    return names;
  }

  /**
   * How many examples of one class were taken for another.
   *
   * @param label the true class
   * @param prediction what it was taken for
   * @return the number, or the sum of their weights
   */
  public double count(int label, int prediction) {
    return matrix[
        Objects.checkIndex(label, names.size()) * names.size()
            + Objects.checkIndex(prediction, names.size())];
  }

  /**
   * How many examples a class has.
   *
   * @param label the class
   * @return the number, or the sum of their weights
   */
  public double support(int label) {
    return IntStream.range(0, names.size()).mapToDouble(i -> count(label, i)).sum();
  }

  /**
   * The share of what was taken for a class that is of it.
   *
   * @param label the class
   * @return the precision, 0 if nothing was taken for it
   */
  public double precision(int label) {
    return share(
        count(label, label),
        IntStream.range(0, names.size()).mapToDouble(i -> count(i, label)).sum());
  }

  /**
   * The share of a class that was recognised.
   *
   * @param label the class
   * @return the recall, 0 if it has no examples
   */
  public double recall(int label) {
    return share(count(label, label), support(label));
  }

  /**
   * The harmonic mean of precision and recall.
   *
   * @param label the class
   * @return the F1 score, 0 if both are
   */
  public double f1(int label) {
    double precision = precision(label);
    double recall = recall(label);
    return share(2 * precision * recall, precision + recall);
  }

  /**
   * The share of all examples that was recognised.
   *
   * @return the accuracy, 0 without examples
   */
  public double accuracy() {
    double hits = IntStream.range(0, names.size()).mapToDouble(i -> count(i, i)).sum();
    return share(hits, Arrays.stream(matrix).sum());
  }

  /**
   * The mean of the F1 scores, each class counting the same.
   *
   * @return the macro F1 score
   */
  public double macroF1() {
    return IntStream.range(0, names.size()).mapToDouble(this::f1).average().orElseThrow();
  }

  private static double share(double part, double of) {
    return of == 0 ? 0 : part / of;
  }

  /** A line for each class, with its scores and what its examples were taken for. */
  @Override
  public String toString() {
    int width = names.stream().mapToInt(String::length).max().orElseThrow();
    int column = Math.max(6, width);
    StringBuilder text = new StringBuilder();
    String head = "%-" + column + "s  %9s  %6s  %6s  %8s  taken for";
    text.append(String.format(Locale.ROOT, head, "class", "precision", "recall", "f1", "examples"));
    names.forEach(name -> text.append(String.format(Locale.ROOT, "  %" + column + "s", name)));
    for (int i = 0; i < names.size(); i++) {
      String line = "%n%-" + column + "s  %9.4f  %6.4f  %6.4f  %8s           ";
      text.append(
          String.format(
              Locale.ROOT, line, names.get(i), precision(i), recall(i), f1(i), number(support(i))));
      for (int j = 0; j < names.size(); j++) {
        text.append(String.format(Locale.ROOT, "  %" + column + "s", number(count(i, j))));
      }
    }
    return text.append(
            String.format(Locale.ROOT, "%naccuracy %.4f, macro f1 %.4f", accuracy(), macroF1()))
        .toString();
  }

  /** Whole numbers without decimals: only weighted counts have them. */
  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
