package org.estimator4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Interleaved measurements of two sides: medians, and the range of their ratio. */
final class Comparison {

  private final String name;
  private final String unit;
  private final List<Double> ours = new ArrayList<>();
  private final List<Double> theirs = new ArrayList<>();
  private final List<Double> ratios = new ArrayList<>();

  Comparison(String name, String unit) {
    this.name = name;
    this.unit = unit;
  }

  void add(double our, double their) {
    ours.add(our);
    theirs.add(their);
    ratios.add(our / their);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static double least(List<Double> values) {
    return values.stream().min(Double::compare).orElseThrow();
  }

  private static double most(List<Double> values) {
    return values.stream().max(Double::compare).orElseThrow();
  }

  String json() {
    return String.format(
        Locale.ROOT,
        "{\"name\": \"%s\", \"unit\": \"%s\", \"repeats\": %d, \"ours\": %.6g, \"theirs\": %.6g,"
            + " \"ratio\": %.3g, \"ratio_least\": %.3g, \"ratio_most\": %.3g}",
        name,
        unit,
        ours.size(),
        median(ours),
        median(theirs),
        median(ratios),
        least(ratios),
        most(ratios));
  }

  @Override
  public String toString() {
    return text("tf.data");
  }

  /** The figures on one line, with a name for the other side. */
  String text(String other) {
    return String.format(
        Locale.ROOT,
        unit.equals("s")
            ? "%-34s ours %,14.3f %s, %s %,12.3f, ratio %.4f [%.4f, %.4f]"
            : "%-34s ours %,14.0f %s, %s %,12.0f, ratio %.2f [%.2f, %.2f]",
        name,
        median(ours),
        unit,
        other,
        median(theirs),
        median(ratios),
        least(ratios),
        most(ratios));
  }
}
