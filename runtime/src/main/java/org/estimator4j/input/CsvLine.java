package org.estimator4j.input;

import org.jspecify.annotations.Nullable;

/** What became of a line: values, an error, or nothing because it is to be left out. */
final class CsvLine {

  /** A line without a row that is no error. */
  static final CsvLine SKIPPED = new CsvLine(null, null);

  private final Object @Nullable [] values;
  private final @Nullable String error;

  private CsvLine(Object @Nullable [] values, @Nullable String error) {
    this.values = values;
    this.error = error;
  }

  static CsvLine of(Object[] values) {
    return new CsvLine(values, null);
  }

  static CsvLine bad(String error) {
    return new CsvLine(null, error);
  }

  /** A value for each column; null if the line gives no row. */
  Object @Nullable [] values() {
    return values;
  }

  /** Why it cannot be used; null if it can, or is to be left out. */
  @Nullable String error() {
    return error;
  }

  boolean isSkipped() {
    return values == null && error == null;
  }
}
