package org.estimator4j.report.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TicksTest {

  private static List<String> labels(Ticks ticks) {
    return ticks.values().stream().map(ticks::label).toList();
  }

  @Test
  void aroundValuesTheyAreRound() {
    assertEquals(
        List.of("0", "0.5", "1.0", "1.5", "2.0", "2.5"), labels(Ticks.around(0.07, 2.3, 5)));
    assertEquals(
        List.of("0.86", "0.88", "0.90", "0.92", "0.94"), labels(Ticks.around(0.866, 0.927, 5)));
    assertEquals(List.of("-1", "0", "1"), labels(Ticks.around(-1, 1, 2)));
    assertEquals(List.of("1,000", "1,500", "2,000", "2,500"), labels(Ticks.around(1136, 2323, 5)));
    assertEquals(List.of("0", "20k", "40k"), labels(Ticks.around(500, 40_000, 3)));
    assertEquals(List.of("1.0M", "1.5M", "2.0M"), labels(Ticks.around(1e6, 2e6, 3)));
  }

  @Test
  void verySmallOnesArePowers() {
    assertEquals(
        List.of("9e-4", "9.5e-4", "1e-3", "1.05e-3", "1.1e-3"),
        labels(Ticks.around(0.9 * 0.001f, 1.1 * 0.001f, 4)));
    assertEquals(List.of("0", "5e-9", "1e-8"), labels(Ticks.around(0, 1e-8, 2)));
  }

  @Test
  void stepsAreWholeAndInside() {
    assertEquals(List.of("2,000", "4,000", "6,000", "8,000"), labels(Ticks.inside(1, 8000, 5)));
    assertEquals(List.of("1", "2", "3"), labels(Ticks.inside(1, 3, 5)));
  }
}
