package org.estimator4j.input;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of a sparse feature that are there in one row, and where. Immutable, as long as nobody
 * changes its arrays.
 */
public final class SparseRow {

  private final long[] places;
  private final Object values;

  private SparseRow(long[] places, Object values) {
    int length = Array.getLength(values);
    if (places.length != length) {
      throw new IllegalArgumentException(
          "a sparse row was given " + places.length + " places for " + length + " values");
    }
    for (int i = 0; i < places.length; i++) {
      if (places[i] < 0 || (i > 0 && places[i] <= places[i - 1])) {
        throw new IllegalArgumentException(
            "the places of a sparse row must ascend from 0 on, but are " + Values.text(places));
      }
    }
    this.places = places;
    this.values = values;
  }

  /** Values of a {@code TFloat32}; the places ascend. */
  public static SparseRow of(long[] places, float... values) {
    return new SparseRow(places, values);
  }

  /** Values of a {@code TFloat64}; the places ascend. */
  public static SparseRow of(long[] places, double... values) {
    return new SparseRow(places, values);
  }

  /** Values of a {@code TInt32}; the places ascend. */
  public static SparseRow of(long[] places, int... values) {
    return new SparseRow(places, values);
  }

  /** Values of a {@code TInt64}; the places ascend. */
  public static SparseRow of(long[] places, long... values) {
    return new SparseRow(places, values);
  }

  /** Values of a {@code TString}; the places ascend. */
  public static SparseRow of(long[] places, String... values) {
    return new SparseRow(places, values);
  }

  /** As {@link #of(long[], String...)}, with {@code values} that were collected. */
  public static SparseRow of(long[] places, List<String> values) {
    return of(places, values.toArray(String[]::new));
  }

  /** Values of any class of arrays that rows may have. */
  static SparseRow ofArray(long[] places, Object values) {
    return new SparseRow(places, values);
  }

  /**
   * Where the values are.
   *
   * @return ascending numbers from 0 on, which stay the row's
   */
  public long[] places() {
    return places;
  }

  /**
   * The values that are there.
   *
   * @return an array such as {@code float[]}, which stays the row's
   */
  public Object values() {
    return values;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SparseRow row
        && Arrays.equals(places, row.places)
        && Arrays.deepEquals(new Object[] {values}, new Object[] {row.values});
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(new Object[] {places, values});
  }

  /** {@code {3: 0.5, 17: 2.0}}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < Math.min(places.length, Values.SHOWN); i++) {
      text.append(i == 0 ? "" : ", ")
          .append(places[i])
          .append(": ")
          .append(Values.text(Array.get(values, i)));
    }
    return text.append(places.length > Values.SHOWN ? ", … " + places.length + " in all}" : "}")
        .toString();
  }
}
