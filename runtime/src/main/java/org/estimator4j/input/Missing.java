package org.estimator4j.input;

import org.jspecify.annotations.Nullable;

/** What becomes of a missing value of a column: the policy is the user's choice. Immutable. */
public final class Missing {

  private static final Missing FAIL = new Missing(Kind.FAIL, null);
  private static final Missing SKIP_ROW = new Missing(Kind.SKIP_ROW, null);

  /** What is done. */
  enum Kind {
    FAIL,
    SKIP_ROW,
    REPLACE
  }

  private final Kind kind;
  private final @Nullable Object value;

  private Missing(Kind kind, @Nullable Object value) {
    this.kind = kind;
    this.value = value;
  }

  /**
   * The input ends with an {@link InputException} that names file, line and column: the default.
   *
   * @return the policy
   */
  public static Missing fail() {
    return FAIL;
  }

  /**
   * The whole row is left out; how many were is logged at the end of the pass.
   *
   * @return the policy
   */
  public static Missing skipRow() {
    return SKIP_ROW;
  }

  /**
   * Another value takes its place; NaN is filled inside the graph by {@code
   * Preprocessing.fillMissing}.
   *
   * @param value a value of the column's type: {@code Float.NaN}, {@code "unknown"}, …
   * @return the policy
   */
  public static Missing replaceBy(Object value) {
    return new Missing(Kind.REPLACE, value);
  }

  Kind kind() {
    return kind;
  }

  @Nullable Object value() {
    return value;
  }

  @Override
  public String toString() {
    return switch (kind) {
      case FAIL -> "must not be missing";
      case SKIP_ROW -> "row skipped if missing";
      case REPLACE -> "missing is " + value;
    };
  }
}
