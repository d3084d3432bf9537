package org.estimator4j.input;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rows of one stream, then those of another. */
record ConcatenatedStream(RowStream first, RowStream second) implements RowStream {

  ConcatenatedStream {
    if (!first.spec().equals(second.spec())) {
      throw new IllegalArgumentException(
          "concat: both must hold the same, but the first has\n  "
              + first.spec()
              + "\nand the second\n  "
              + second.spec());
    }
    if (first.length() == RowOrder.ENDLESS) {
      throw new IllegalStateException("concat: the first never ends, so the second never comes");
    }
  }

  @Override
  public ElementSpec spec() {
    return first.spec();
  }

  @Override
  public long length() {
    long a = first.length();
    long b = second.length();
    if (b == RowOrder.ENDLESS) {
      return b;
    }
    return a == UNKNOWN || b == UNKNOWN ? UNKNOWN : a + b;
  }

  @Override
  public RowReader open(OrderKey key, long position) {
    long length = first.length();
    if (length == UNKNOWN) {
      return new Reader(key, first.open(key, 0), false).skip(position);
    }
    return position < length
        ? new Reader(key, first.open(key, position), false)
        : new Reader(key, second.open(key, position - length), true);
  }

  @Override
  public String operation() {
    return "concat";
  }

  @Override
  public List<RowStream> inner() {
    return List.of(first, second);
  }

  private final class Reader implements RowReader {

    private final OrderKey key;
    private RowReader rows;
    private boolean last;

    Reader(OrderKey key, RowReader rows, boolean last) {
      this.key = key;
      this.rows = rows;
      this.last = last;
    }

    @Override
    public Object @Nullable [] next() {
      Object[] row = rows.next();
      if (row == null && !last) {
        rows.close();
        last = true;
        rows = second.open(key, 0);
        row = rows.next();
      }
      return row;
    }

    @Override
    public @Nullable Supplier<String> place() {
      return rows.place();
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
