package org.estimator4j.input;

import java.util.OptionalLong;

/** Rows that come one after another. */
final class StreamedRows extends Rows {

  private final RowStream rows;

  StreamedRows(RowStream rows) {
    this.rows = rows;
  }

  @Override
  RowStream stream() {
    return rows;
  }

  @Override
  public ElementSpec elementSpec() {
    return rows.spec();
  }

  @Override
  public OptionalLong size() {
    long length = rows.length();
    boolean known = length != RowStream.UNKNOWN && length != RowOrder.ENDLESS;
    return known ? OptionalLong.of(length) : OptionalLong.empty();
  }

  @Override
  public Rows shuffle() {
    return new StreamedRows(new BufferedShuffle(rows, BufferedShuffle.ALL, OptionalLong.empty()));
  }

  @Override
  public Rows shuffle(long seed) {
    return new StreamedRows(new BufferedShuffle(rows, BufferedShuffle.ALL, OptionalLong.of(seed)));
  }

  @Override
  public Rows repeat() {
    return new StreamedRows(new RepeatedStream(rows, RowOrder.ENDLESS));
  }

  @Override
  public Rows repeat(long times) {
    return new StreamedRows(new RepeatedStream(rows, RowOrder.requireCount("repeat", times)));
  }

  @Override
  public Rows take(long count) {
    return new StreamedRows(SlicedStream.take(rows, count));
  }

  @Override
  public Rows skip(long count) {
    return new StreamedRows(SlicedStream.skip(rows, count));
  }

  @Override
  public Rows shard(int count, int index) {
    return new StreamedRows(SlicedStream.shard(rows, count, index));
  }

  @Override
  public Input batch(int size, Remainder remainder) {
    return new StreamInput(rows, new EqualGroups("batch", size, remainder), null);
  }

  @Override
  public InputSplit split(double testFraction, String salt) {
    return new RowSplit(testFraction, salt).of(rows);
  }

  @Override
  public String describe() {
    return rows.describe();
  }
}
