package org.estimator4j.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ChartTest {

  /** The labels of the axis of values. */
  private static List<String> axis(double... values) {
    TreeMap<Long, Double> points = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      points.put(10L * i, values[i]);
    }
    String picture = Chart.of("x", List.of(new Curve("x", points)));
    return Pattern.compile("<text x='48.0' [^>]*'end'>([^<]*)</text>")
        .matcher(picture)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  @Test
  void aFlatCurveHasAnAxisAroundIt() {
    assertEquals(List.of("-1.0", "-0.5", "0", "0.5", "1.0"), axis(0, 0, 0));
    assertEquals(List.of("1.8", "1.9", "2.0", "2.1", "2.2"), axis(2, 2));
    assertEquals(List.of("-2.2", "-2.1", "-2.0", "-1.9", "-1.8"), axis(-2));
  }

  @Test
  void anyOtherFillsItsAxis() {
    assertEquals(List.of("0", "0.2", "0.4", "0.6", "0.8", "1.0"), axis(0, 1, 0.5));
  }

  @Test
  void whatIsNoNumberHasNoPlace() {
    assertEquals("", Chart.of("x", List.of(new Curve("x", new TreeMap<>(Map.of(1L, Double.NaN))))));
  }
}
