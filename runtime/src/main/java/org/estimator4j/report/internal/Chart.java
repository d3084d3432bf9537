package org.estimator4j.report.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Curves over the steps, as a picture in a page. */
final class Chart {

  private static final int WIDTH = 360;
  private static final int HEIGHT = 220;
  private static final int LEFT = 52;
  private static final int RIGHT = 10;
  private static final int TOP = 10;
  private static final int BOTTOM = 24;
  private static final int STEPS = 5;
  private static final int HALF_A_LABEL = 20;

  private final StringBuilder svg = new StringBuilder();
  private final Ticks values;
  private final Ticks steps;
  private final long first;
  private final long last;

  private Chart(List<List<Map.Entry<Long, Double>>> curves) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    long from = Long.MAX_VALUE;
    long to = 0;
    for (List<Map.Entry<Long, Double>> curve : curves) {
      for (Map.Entry<Long, Double> point : curve) {
        low = Math.min(low, point.getValue());
        high = Math.max(high, point.getValue());
        from = Math.min(from, point.getKey());
        to = Math.max(to, point.getKey());
      }
    }
    double margin = high > low ? 0 : aroundFlat(high);
    this.values = Ticks.around(low - margin, high + margin, STEPS);
    this.first = from;
    this.last = Math.max(to, from + 1);
    this.steps = Ticks.inside((double) first, (double) last, STEPS);
  }

  /** A tenth of its height, if it has one. */
  private static double aroundFlat(double value) {
    return value == 0 ? 1 : Math.max(Math.abs(value) / 10, Double.MIN_NORMAL);
  }

  /** A figure; empty where no curve has a point. */
  static String of(String title, List<Curve> curves) {
    List<List<Map.Entry<Long, Double>>> shown = curves.stream().map(Curve::shown).toList();
    if (shown.stream().allMatch(List::isEmpty)) {
      return "";
    }
    return new Chart(shown).draw(title, curves, shown);
  }

  private String draw(String title, List<Curve> curves, List<List<Map.Entry<Long, Double>>> shown) {
    svg.append("<figure><figcaption>").append(Html.escape(title));
    for (int i = 0; i < curves.size(); i++) {
      svg.append("<span class='key k").append(i % 6).append("'>");
      svg.append(Html.escape(curves.get(i).name())).append("</span>");
    }
    svg.append("</figcaption><svg viewBox='0 0 ").append(WIDTH).append(' ').append(HEIGHT);
    svg.append("' role='img' aria-label='").append(Html.escape(title)).append("'>");
    for (double value : values.values()) {
      line(LEFT, y(value), WIDTH - RIGHT, y(value));
      text(LEFT - 4, y(value) + 4, "end", values.label(value));
    }
    for (double step : steps.values()) {
      boolean atTheEdge = x(step) > WIDTH - HALF_A_LABEL;
      text(
          atTheEdge ? WIDTH - 2 : x(step),
          HEIGHT - 8,
          atTheEdge ? "end" : "middle",
          steps.label(step));
    }
    for (int i = 0; i < shown.size(); i++) {
      curve(i, shown.get(i));
    }
    return svg.append("</svg></figure>\n").toString();
  }

  private void curve(int number, List<Map.Entry<Long, Double>> points) {
    svg.append("<polyline class='c").append(number % 6).append("' points='");
    points.forEach(
        point ->
            svg.append(fixed(x(point.getKey())))
                .append(',')
                .append(fixed(y(point.getValue())))
                .append(' '));
    svg.append("'/>");
    if (points.size() <= 60) {
      for (Map.Entry<Long, Double> point : points) {
        svg.append("<circle class='d").append(number % 6).append("' r='2.2' cx='");
        svg.append(fixed(x(point.getKey()))).append("' cy='").append(fixed(y(point.getValue())));
        svg.append("'><title>step ").append(point.getKey()).append(": ");
        svg.append(Html.number(point.getValue())).append("</title></circle>");
      }
    }
  }

  private double x(double step) {
    return LEFT + (step - first) / (last - first) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    double range = values.highest() - values.lowest();
    return TOP + (values.highest() - value) / range * (HEIGHT - TOP - BOTTOM);
  }

  private void line(double x1, double y1, double x2, double y2) {
    svg.append("<line x1='").append(fixed(x1)).append("' y1='").append(fixed(y1));
    svg.append("' x2='").append(fixed(x2)).append("' y2='").append(fixed(y2)).append("'/>");
  }

  private void text(double x, double y, String anchor, String content) {
    svg.append("<text x='").append(fixed(x)).append("' y='").append(fixed(y));
    svg.append("' text-anchor='").append(anchor).append("'>").append(content).append("</text>");
  }

  static String fixed(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
