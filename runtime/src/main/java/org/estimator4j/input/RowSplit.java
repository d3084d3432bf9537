package org.estimator4j.input;

import java.util.Arrays;

/**
 * Sorts rows to one of two sides by a hash of their features.
 *
 * @param testFraction the part of the rows that is held out, from 0 to 1
 * @param salt what the hash of each row starts with
 */
record RowSplit(double testFraction, String salt) {

  RowSplit {
    if (!(testFraction >= 0 && testFraction <= 1)) {
      throw new IllegalArgumentException(
          "the fraction to hold out (= " + testFraction + ") must be from 0 to 1");
    }
  }

  /** Rows in memory: their numbers are sorted now. */
  InputSplit of(RowSource source, RowOrder order) {
    int[] rows = new int[(int) order.length()];
    RowOrder.Walk walk = order.walk();
    walk.seek(new OrderKey(0, 0), 0);
    int count = walk.next(rows, 0, rows.length);
    RowHash hash = new RowHash();
    long seed = seed();
    int[] train = new int[count];
    int[] test = new int[count];
    int trains = 0;
    int tests = 0;
    for (int i = 0; i < count; i++) {
      if (isTest(source.hashFeatures(rows[i], seed, hash))) {
        test[tests++] = rows[i];
      } else {
        train[trains++] = rows[i];
      }
    }
    return new InputSplit(
        selected(source, Arrays.copyOf(train, trains), false),
        selected(source, Arrays.copyOf(test, tests), true));
  }

  private Rows selected(RowSource source, int[] rows, boolean test) {
    return new IndexedRows(source, new SelectedRows(rows, operation(test)));
  }

  /** Rows that come one after another: each is sorted when it comes. */
  InputSplit of(RowStream rows) {
    return new InputSplit(filtered(rows, false), filtered(rows, true));
  }

  private Rows filtered(RowStream rows, boolean test) {
    long seed = seed();
    return new StreamedRows(
        new FilteredStream(rows, operation(test), row -> test == isTest(hashFeatures(row, seed))));
  }

  private static long hashFeatures(Row row, long seed) {
    RowHash hash = new RowHash();
    hash.reset(seed);
    for (int i = 0; i < row.elementSpec().features().size(); i++) {
      Values.hash(row.elementSpec().column(i), row.values()[i], hash);
    }
    return hash.value();
  }

  private String operation(boolean test) {
    return (test ? "test" : "train") + " part of the split by '" + salt + "' at " + testFraction;
  }

  private long seed() {
    RowHash hash = new RowHash();
    hash.reset(0);
    hash.add(salt);
    return hash.value();
  }

  private boolean isTest(long hash) {
    // 53 bits make an exact fraction.
    return (hash >>> 11) * 0x1p-53 < testFraction;
  }
}
