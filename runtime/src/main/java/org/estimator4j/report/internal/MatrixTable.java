package org.estimator4j.report.internal;

import java.util.Arrays;
import java.util.Locale;

/** A confusion matrix as a table: rows are what is so, columns what was said. */
final class MatrixTable {

  private MatrixTable() {}

  static String of(double[][] matrix) {
    StringBuilder html = new StringBuilder("<div class='wide'><table class='matrix'><tr><th></th>");
    for (int column = 0; column < matrix[0].length; column++) {
      html.append("<th>").append(column).append("</th>");
    }
    html.append("</tr>");
    for (int row = 0; row < matrix.length; row++) {
      double sum = Arrays.stream(matrix[row]).map(Math::abs).sum();
      html.append("<tr><th>").append(row).append("</th>");
      for (double value : matrix[row]) {
        double part = sum > 0 ? Math.max(0, value / sum) : 0;
        html.append(
            String.format(
                Locale.ROOT,
                "<td style='background:rgba(46,111,190,%.2f)'>%s</td>",
                part * 0.75,
                Html.number(value)));
      }
      html.append("</tr>");
    }
    return html.append("</table></div>\n").toString();
  }
}
