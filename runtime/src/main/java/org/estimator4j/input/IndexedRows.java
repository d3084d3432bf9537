package org.estimator4j.input;

import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Rows of a source in memory in some order: every operation is one on row numbers. */
final class IndexedRows extends Rows {

  private final RowSource source;
  private final RowOrder order;

  IndexedRows(RowSource source, RowOrder order) {
    this.source = source;
    this.order = order;
  }

  @Override
  public ElementSpec elementSpec() {
    return source.spec();
  }

  @Override
  public OptionalLong size() {
    long length = order.length();
    return length == RowOrder.ENDLESS ? OptionalLong.empty() : OptionalLong.of(length);
  }

  @Override
  public Rows shuffle() {
    return with(new ShuffledRows(order, OptionalLong.empty()));
  }

  @Override
  public Rows shuffle(long seed) {
    return with(new ShuffledRows(order, OptionalLong.of(seed)));
  }

  @Override
  public Rows repeat() {
    return with(new RepeatedRows(order, RowOrder.ENDLESS));
  }

  @Override
  public Rows repeat(long times) {
    return with(new RepeatedRows(order, RowOrder.requireCount("repeat", times)));
  }

  @Override
  public Rows take(long count) {
    return with(SlicedRows.take(order, count));
  }

  @Override
  public Rows skip(long count) {
    return with(SlicedRows.skip(order, count));
  }

  @Override
  public Rows shard(int count, int index) {
    return with(new ShardedRows(order, count, index));
  }

  /** A shuffle stays one of row numbers: what would fail is found now. */
  @Override
  public Rows range(String name, double least, double most, Missing outside) {
    if (outside.kind() != Missing.Kind.FAIL) {
      return super.range(name, least, most, outside);
    }
    RangeStream.ValueRange range = new RangeStream.ValueRange(least, most);
    int column = rangeColumn(name, range, outside);
    for (int row = 0; row < source.count(); row++) {
      Object value = source.value(row, column);
      if (!range.holds(value)) {
        throw new InputException(
            "row " + row + ": " + range.problem(source.spec().column(column), value));
      }
    }
    return this;
  }

  @Override
  RowStream stream() {
    return new IndexedStream(source, order);
  }

  @Override
  public Input batch(int rows, Remainder remainder) {
    return new BatchedInput(source, order, rows, remainder);
  }

  @Override
  public InputSplit split(double testFraction, String salt) {
    requireFraction(testFraction);
    for (@Nullable RowOrder below = order; below != null; below = below.inner()) {
      if (below instanceof ShuffledRows || below instanceof RepeatedRows) {
        throw new IllegalStateException(
            "split() stands behind "
                + below.operation()
                + ", so a row would have no side of its own; split first, then shuffle and repeat"
                + " each part");
      }
    }
    return new Splitter(source, order).split(testFraction, salt);
  }

  @Override
  public String describe() {
    return describe(source, order, "");
  }

  /** The operations from the last to the first, each deeper than the one before, and the source. */
  static String describe(RowSource source, RowOrder order, String indent) {
    RowOrder inner = order.inner();
    if (inner == null) {
      String text = order instanceof AllRows ? "" : order.operation() + ", of ";
      return indent + text + source.describe().replace("\n", "\n" + indent);
    }
    return indent + order.operation() + "\n" + describe(source, inner, indent + "  ");
  }

  /** The source and the operations in the order of the calls, on one line. */
  static String fingerprint(RowSource source, RowOrder order) {
    RowOrder inner = order.inner();
    return inner == null
        ? source.fingerprint() + " | " + order.operation()
        : fingerprint(source, inner) + " | " + order.operation();
  }

  static void requireFraction(double testFraction) {
    if (!(testFraction >= 0 && testFraction <= 1)) {
      throw new IllegalArgumentException(
          "the fraction to hold out (= " + testFraction + ") must be from 0 to 1");
    }
  }

  /** What the hash of a row starts with. */
  static long splitSeed(String salt) {
    RowHash hash = new RowHash();
    hash.reset(0);
    hash.add(salt);
    return hash.value();
  }

  /** The side of a row by the hash of its features. */
  static boolean isTest(long hash, double testFraction) {
    // 53 bits make an exact fraction.
    return (hash >>> 11) * 0x1p-53 < testFraction;
  }

  private Rows with(RowOrder next) {
    return new IndexedRows(source, next);
  }

  /** Sorts rows to one side or the other. */
  private record Splitter(RowSource source, RowOrder order) {

    InputSplit split(double testFraction, String salt) {
      int[] rows = new int[(int) order.length()];
      RowOrder.Walk walk = order.walk();
      walk.seek(new OrderKey(0, 0), 0);
      int count = walk.next(rows, 0, rows.length);
      RowHash hash = new RowHash();
      long seed = splitSeed(salt);
      int[] train = new int[count];
      int[] test = new int[count];
      int trains = 0;
      int tests = 0;
      for (int i = 0; i < count; i++) {
        if (isTest(source.hashFeatures(rows[i], seed, hash), testFraction)) {
          test[tests++] = rows[i];
        } else {
          train[trains++] = rows[i];
        }
      }
      String operation = " part of the split by '" + salt + "' at " + testFraction;
      return new InputSplit(
          part(Arrays.copyOf(train, trains), "train" + operation),
          part(Arrays.copyOf(test, tests), "test" + operation));
    }

    private Rows part(int[] selected, String operation) {
      return new IndexedRows(source, new SelectedRows(selected, operation));
    }
  }
}
