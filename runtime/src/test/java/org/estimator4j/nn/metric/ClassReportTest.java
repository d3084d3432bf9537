package org.estimator4j.nn.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassReportTest {

  private final ClassReport report =
      ClassReport.of(new double[] {8, 2, 0, 1, 3, 0, 0, 0, 0}, List.of("cat", "dog", "narwhal"));

  @Test
  void scores() {
    assertEquals(8.0 / 9, report.precision(0));
    assertEquals(0.8, report.recall(0));
    assertEquals(2 * (8.0 / 9) * 0.8 / (8.0 / 9 + 0.8), report.f1(0));
    assertEquals(10, report.support(0));
    assertEquals(1, report.count(1, 0));
    assertEquals(11.0 / 14, report.accuracy());
    assertEquals((report.f1(0) + report.f1(1)) / 3, report.macroF1(), 1e-12);
  }

  @Test
  void classWithoutExamples() {
    assertEquals(0, report.precision(2));
    assertEquals(0, report.recall(2));
    assertEquals(0, report.f1(2));
    assertEquals(0, ClassReport.of(new double[4]).accuracy());
  }

  @Test
  void table() {
    assertEquals(
        """
        class    precision  recall      f1  examples  taken for      cat      dog  narwhal
        cat         0.8889  0.8000  0.8421        10                   8        2        0
        dog         0.6000  0.7500  0.6667         4                   1        3        0
        narwhal     0.0000  0.0000  0.0000         0                   0        0        0
        accuracy 0.7857, macro f1 0.5029"""
            .lines()
            .toList(),
        report.toString().lines().toList());
  }

  @Test
  void weightedCounts() {
    ClassReport weighted = ClassReport.of(new double[] {0.5, 0, 0.25, 1});
    assertEquals(List.of("0", "1"), weighted.classes());
    assertEquals(
        "1          1.0000  0.8000  0.8889      1.25               0.25       1",
        weighted.toString().lines().toList().get(2));
  }

  @Test
  void whatIsNoConfusionMatrix() {
    assertEquals(
        "a confusion matrix of 2 classes has 4 elements, this one has 5",
        assertThrows(IllegalArgumentException.class, () -> ClassReport.of(new double[5]))
            .getMessage());
    assertEquals(
        "a confusion matrix counts, but has an element NaN",
        assertThrows(
                IllegalArgumentException.class,
                () -> ClassReport.of(new double[] {Double.NaN}, List.of("a")))
            .getMessage());
    assertThrows(IndexOutOfBoundsException.class, () -> report.count(0, 3));
  }
}
