package org.estimator4j.input;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** Turns a field of a file into a value of a column. */
final class CsvField {

  /** Spellings of a missing value. */
  private static final Set<String> MISSING = Set.of("NA", "N/A", "NaN", "nan", "null", "NULL", "?");

  private CsvField() {}

  /**
   * A quoted field says what it says. Only where it is empty and no text: programs that quote every
   * field, as Python's {@code QUOTE_ALL} makes them, write a missing number so.
   */
  static boolean isMissing(
      Class<? extends TType> type, char[] chars, int from, int length, boolean quoted) {
    if (length > 4 || (quoted && (length > 0 || type == TString.class))) {
      return false;
    }
    if (length == 0) {
      return true;
    }
    char first = chars[from];
    boolean candidate = first == 'N' || first == 'n' || first == '?';
    return candidate && MISSING.contains(new String(chars, from, length));
  }

  static boolean supports(Class<? extends TType> type) {
    return type == TFloat32.class
        || type == TFloat64.class
        || type == TInt32.class
        || type == TInt64.class
        || type == TUint8.class
        || type == TBool.class
        || type == TString.class;
  }

  /** Throws {@link IllegalArgumentException} if the text is none of the type. */
  static Object parse(Class<? extends TType> type, char[] chars, int from, int length) {
    if (type == TFloat32.class) {
      return FastNumbers.parseFloat(chars, from, length);
    }
    if (type == TString.class) {
      return text(chars, from, length);
    }
    if (type == TInt64.class) {
      return FastNumbers.parseLong(chars, from, length);
    }
    if (type == TInt32.class) {
      return Math.toIntExact(inRange(chars, from, length, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }
    if (type == TFloat64.class) {
      return FastNumbers.parseDouble(chars, from, length);
    }
    if (type == TUint8.class) {
      return (byte) inRange(chars, from, length, 0, 255);
    }
    return parseBoolean(new String(chars, from, length));
  }

  private static String text(char[] chars, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (chars[i] == CsvReaders.NO_UTF8) {
        throw new IllegalArgumentException("it is not UTF-8");
      }
    }
    return new String(chars, from, length);
  }

  private static long inRange(char[] chars, int from, int length, long least, long most) {
    long value = FastNumbers.parseLong(chars, from, length);
    if (value < least || value > most) {
      throw new NumberFormatException(value + " is not from " + least + " to " + most);
    }
    return value;
  }

  private static Boolean parseBoolean(String text) {
    return switch (text) {
      case "true", "True", "TRUE", "1" -> true;
      case "false", "False", "FALSE", "0" -> false;
      default -> throw new IllegalArgumentException("it is neither true nor false");
    };
  }

  /**
   * The narrowest type that takes a value and what came before: long, else float, else string.
   *
   * @param before the type of the values before; null at the first
   */
  static Class<? extends TType> infer(@Nullable Class<? extends TType> before, String text) {
    if (before == TString.class) {
      return before;
    }
    char[] chars = text.toCharArray();
    if (before != TFloat32.class && parses(TInt64.class, chars)) {
      return TInt64.class;
    }
    return parses(TFloat32.class, chars) ? TFloat32.class : TString.class;
  }

  private static boolean parses(Class<? extends TType> type, char[] chars) {
    try {
      parse(type, chars, 0, chars.length);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
