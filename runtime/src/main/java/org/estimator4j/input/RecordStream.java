package org.estimator4j.input;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objects of a record class as rows; goes to any place of a list at once. */
record RecordStream<R>(RecordLayout<R> layout, Iterable<? extends R> records) implements RowStream {

  @Override
  public ElementSpec spec() {
    return layout.spec();
  }

  @Override
  public long length() {
    return records instanceof Collection<?> collection ? collection.size() : UNKNOWN;
  }

  @Override
  public RowReader open(OrderKey key, long position) {
    if (records instanceof List<? extends R> list) {
      int from = (int) Math.min(position, list.size());
      return new Reader(list.listIterator(from), from);
    }
    return new Reader(records.iterator(), 0).skip(position);
  }

  @Override
  public String operation() {
    return "records " + layout.name();
  }

  @Override
  public List<RowStream> inner() {
    return List.of();
  }

  @Override
  public String fingerprint() {
    return operation() + " " + (length() == UNKNOWN ? "" : length() + " rows of ") + spec();
  }

  @Override
  public String details() {
    String rows = length() == UNKNOWN ? "" : ", " + length() + " rows";
    return rows + spec().asLines();
  }

  private final class Reader implements RowReader {

    private final Iterator<? extends R> iterator;
    private long number;

    Reader(Iterator<? extends R> iterator, long number) {
      this.iterator = iterator;
      this.number = number;
    }

    @Override
    public Object @Nullable [] next() {
      if (!iterator.hasNext()) {
        return null;
      }
      R each = iterator.next();
      try {
        return layout.values(each);
      } catch (RuntimeException e) {
        throw InputException.ofRow(
            operation() + ", row " + number + ", " + each + ": " + e.getMessage(), e);
      } finally {
        number++;
      }
    }

    @Override
    public void close() {
      // An iterator over objects in memory holds nothing open.
    }
  }
}
