package org.estimator4j.input;

import java.util.Locale;

/**
 * Reads decimal numbers out of characters without making a string of them, to the very bits of
 * {@link Float#parseFloat} and {@link Double#parseDouble}, which it leaves the hard cases to.
 */
final class FastNumbers {

  private static final double[] POWERS = new double[23];

  static {
    double power = 1;
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = power;
      power *= 10;
    }
  }

  private FastNumbers() {}

  /** Throws {@link NumberFormatException} as {@link Float#parseFloat} does. */
  static float parseFloat(char[] chars, int from, int length) {
    double value = simple(chars, from, length);
    // Rounding twice is wrong only where the first result lies half-way between two floats.
    boolean halfWay = (Double.doubleToRawLongBits(value) & 0x1FFFFFFFL) == 0x10000000L;
    boolean normal = Math.abs(value) >= Float.MIN_NORMAL || value == 0;
    return Double.isNaN(value) || halfWay || !normal
        ? Float.parseFloat(text(chars, from, length))
        : (float) value;
  }

  /** Throws {@link NumberFormatException} as {@link Double#parseDouble} does. */
  static double parseDouble(char[] chars, int from, int length) {
    double value = simple(chars, from, length);
    return Double.isNaN(value) ? Double.parseDouble(text(chars, from, length)) : value;
  }

  /**
   * What is no finite number is spelled as Java does, or Python and C: {@code -inf}, {@code nan}.
   */
  private static String text(char[] chars, int from, int length) {
    String text = new String(chars, from, length);
    if (length != 3 && length != 4) {
      return text;
    }
    String sign = text.substring(0, length - 3);
    return switch (text.substring(length - 3).toLowerCase(Locale.ROOT)) {
      case "inf" -> sign + "Infinity";
      case "nan" -> sign + "NaN";
      default -> text;
    };
  }

  /**
   * Up to 15 digits, times or over a power of ten below 10^23: both are exact doubles, so that one
   * operation rounds once (Clinger 1990). NaN for everything else.
   */
  private static double simple(char[] chars, int from, int length) {
    int at = from;
    int end = from + length;
    boolean negative = at < end && chars[at] == '-';
    if (negative || (at < end && chars[at] == '+')) {
      at++;
    }
    long digits = 0;
    int count = 0;
    int scale = 0;
    boolean point = false;
    int seen = 0;
    for (; at < end; at++) {
      char c = chars[at];
      if (c >= '0' && c <= '9') {
        digits = digits * 10 + (c - '0');
        count += digits == 0 ? 0 : 1;
        scale -= point ? 1 : 0;
        seen++;
        if (count > 15) {
          return Double.NaN;
        }
      } else if (c == '.' && !point) {
        point = true;
      } else {
        break;
      }
    }
    if (seen == 0) {
      return Double.NaN;
    }
    if (at < end) {
      int exponent = exponent(chars, at, end);
      if (exponent == Integer.MIN_VALUE) {
        return Double.NaN;
      }
      scale += exponent;
    }
    if (scale < -22 || scale > 22) {
      return Double.NaN;
    }
    double value = scale < 0 ? digits / POWERS[-scale] : digits * POWERS[scale];
    return negative ? -value : value;
  }

  /** The number behind {@code e}; MIN_VALUE if it is none of one to three digits. */
  private static int exponent(char[] chars, int from, int end) {
    int at = from;
    if (chars[at] != 'e' && chars[at] != 'E') {
      return Integer.MIN_VALUE;
    }
    at++;
    boolean negative = at < end && chars[at] == '-';
    if (negative || (at < end && chars[at] == '+')) {
      at++;
    }
    if (at == end || end - at > 3) {
      return Integer.MIN_VALUE;
    }
    int value = 0;
    for (; at < end; at++) {
      if (chars[at] < '0' || chars[at] > '9') {
        return Integer.MIN_VALUE;
      }
      value = value * 10 + (chars[at] - '0');
    }
    return negative ? -value : value;
  }

  /** Throws {@link NumberFormatException} as {@link Long#parseLong} does. */
  static long parseLong(char[] chars, int from, int length) {
    boolean negative = length > 0 && chars[from] == '-';
    int start = negative ? from + 1 : from;
    int end = from + length;
    if (end - start < 1 || end - start > 18) {
      return Long.parseLong(new String(chars, from, length));
    }
    long value = 0;
    for (int at = start; at < end; at++) {
      if (chars[at] < '0' || chars[at] > '9') {
        return Long.parseLong(new String(chars, from, length));
      }
      value = value * 10 + (chars[at] - '0');
    }
    return negative ? -value : value;
  }
}
