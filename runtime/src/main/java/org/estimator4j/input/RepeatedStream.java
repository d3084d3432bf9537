package org.estimator4j.input;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rows of a stream several times over, each round with a key of its own. */
record RepeatedStream(RowStream source, long times) implements OuterStream {

  @Override
  public long length() {
    long round = source.length();
    if (round == 0 || times == 0) {
      return 0;
    }
    if (round == UNKNOWN) {
      return UNKNOWN;
    }
    return times > (RowOrder.ENDLESS - 1) / round ? RowOrder.ENDLESS : round * times;
  }

  @Override
  public RowReader open(OrderKey key, long position) {
    long length = source.length();
    if (length == UNKNOWN) {
      return new Reader(key, 0, 0).skip(position);
    }
    return length == 0
        ? new Reader(key, times, 0)
        : new Reader(key, position / length, position % length);
  }

  @Override
  public String operation() {
    return times == RowOrder.ENDLESS ? "repeat without end" : "repeat " + times + " times";
  }

  private final class Reader implements RowReader {

    private final OrderKey key;
    private long round;
    private @Nullable RowReader rows;

    Reader(OrderKey key, long round, long from) {
      this.key = key;
      this.round = round;
      this.rows = round < times ? source.open(key.round(round), from) : null;
    }

    @Override
    public Object @Nullable [] next() {
      boolean fresh = false;
      while (rows != null) {
        Object[] row = rows.next();
        if (row != null) {
          return row;
        }
        close();
        // A round without any row ends it: the next ones would be empty, too.
        boolean empty = fresh && source.length() == UNKNOWN;
        if (!empty && ++round < times) {
          rows = source.open(key.round(round), 0);
          fresh = true;
        }
      }
      return null;
    }

    @Override
    public @Nullable Supplier<String> place() {
      return rows == null ? null : rows.place();
    }

    @Override
    public void close() {
      if (rows != null) {
        rows.close();
        rows = null;
      }
    }
  }
}
