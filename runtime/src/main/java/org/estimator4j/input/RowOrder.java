package org.estimator4j.input;

import org.jspecify.annotations.Nullable;

/**
 * Which rows of a source in memory come, and in which order: a chain of operations over row
 * numbers, independent of the data. Immutable.
 */
interface RowOrder {

  /** The {@link #length()} of an order without end. */
  long ENDLESS = Long.MAX_VALUE;

  /** The number of rows in one pass, or {@link #ENDLESS}. */
  long length();

  /** A new walk; it must be placed by {@link Walk#seek} before it is used. */
  Walk walk();

  /** The operation in a few words, for people and for fingerprints: {@code shuffle}. */
  String operation();

  /** What the operation works on; null at the source. */
  @Nullable RowOrder inner();

  /** Goes through the rows. One thread. */
  interface Walk {

    /**
     * Goes to a place, also backwards.
     *
     * @param key what shuffles depend on
     * @param position the number of rows before the next one; behind the end is allowed
     */
    void seek(OrderKey key, long position);

    /**
     * Writes the numbers of the next rows.
     *
     * @return how many there were: {@code count}, or fewer at the end
     */
    int next(int[] rows, int from, int count);
  }

  static long requireCount(String operation, long count) {
    if (count < 0) {
      throw new IllegalArgumentException(
          operation + "(" + count + "): the number must not be negative");
    }
    return count;
  }

  /** Fails where rows have no end, which an operation on all of them needs. */
  static void requireEnd(long length, String call, String doing, String instead) {
    if (length == ENDLESS) {
      throw new IllegalStateException(
          call
              + " stands behind repeat(), so it would have to "
              + doing
              + " rows without end; write "
              + instead);
    }
  }
}
