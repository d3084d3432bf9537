package org.estimator4j.report.internal;

import java.util.Locale;

/** Text as it stands in a page. */
final class Html {

  private Html() {}

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return number((long) value);
    }
    return String.format(Locale.ROOT, "%.5g", value);
  }
}
