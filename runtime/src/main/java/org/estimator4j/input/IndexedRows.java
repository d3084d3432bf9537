package org.estimator4j.input;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Rows of a source in memory in some order: every operation is one on row numbers. */
class IndexedRows extends Rows {

  private final RowSource source;
  private final RowOrder order;

  IndexedRows(RowSource source, RowOrder order) {
    this.source = source;
    this.order = order;
  }

  @Override
  public final ElementSpec elementSpec() {
    return source.spec();
  }

  @Override
  public final OptionalLong size() {
    long length = order.length();
    return length == RowOrder.ENDLESS ? OptionalLong.empty() : OptionalLong.of(length);
  }

  @Override
  public final Rows shuffle() {
    return with(new ShuffledRows(order, OptionalLong.empty()));
  }

  @Override
  public final Rows shuffle(long seed) {
    return with(new ShuffledRows(order, OptionalLong.of(seed)));
  }

  @Override
  public final Rows repeat() {
    return with(new RepeatedRows(order, RowOrder.ENDLESS));
  }

  @Override
  public final Rows repeat(long times) {
    return with(new RepeatedRows(order, RowOrder.requireCount("repeat", times)));
  }

  @Override
  public final Rows take(long count) {
    return with(SlicedRows.take(order, count));
  }

  @Override
  public final Rows skip(long count) {
    return with(SlicedRows.skip(order, count));
  }

  @Override
  public final Rows shard(int count, int index) {
    return with(new ShardedRows(order, count, index));
  }

  /** A shuffle stays one of row numbers: what would fail is found now. */
  @Override
  public final Rows range(String name, double least, double most, Missing outside) {
    if (outside.kind() != Missing.Kind.FAIL) {
      return super.range(name, least, most, outside);
    }
    ValueRange range = new ValueRange(least, most);
    int column = range.column(source.spec(), name, outside);
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
  final RowStream stream() {
    return new IndexedStream(source, order);
  }

  @Override
  public final Input batch(int rows, Remainder remainder) {
    return new BatchedInput(source, order, rows, remainder);
  }

  @Override
  public final InputSplit split(double testFraction, String salt) {
    RowSplit split = new RowSplit(testFraction, salt);
    for (@Nullable RowOrder below = order; below != null; below = below.inner()) {
      if (below instanceof ShuffledRows || below instanceof RepeatedRows) {
        throw new IllegalStateException(
            "split() stands behind "
                + below.operation()
                + ", so a row would have no side of its own; split first, then shuffle and repeat"
                + " each part");
      }
    }
    return split.of(source, order);
  }

  @Override
  public final String describe() {
    return describe(source, order);
  }

  /** The operations from the last to the first, each deeper than the one before, and the source. */
  static String describe(RowSource source, RowOrder order) {
    RowOrder inner = order.inner();
    if (inner == null) {
      return (order instanceof AllRows ? "" : order.operation() + ", of ") + source.describe();
    }
    return Tree.of(order.operation(), describe(source, inner));
  }

  /** The source and the operations in the order of the calls, on one line. */
  static String fingerprint(RowSource source, RowOrder order) {
    RowOrder inner = order.inner();
    return inner == null
        ? source.fingerprint() + " | " + order.operation()
        : fingerprint(source, inner) + " | " + order.operation();
  }

  private Rows with(RowOrder next) {
    return new IndexedRows(source, next);
  }
}
