package org.estimator4j.input;

import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rows of an iterator, or a stream, that a user's supplier opens for each pass. */
record SuppliedStream(
    ElementSpec spec, String name, boolean live, Supplier<? extends Iterator<Row>> supplier)
    implements RowStream {

  @Override
  public long length() {
    return UNKNOWN;
  }

  @Override
  public RowReader open(OrderKey key, long position) {
    return new Reader(opened()).skip(position);
  }

  private Iterator<Row> opened() {
    try {
      return supplier.get();
    } catch (RuntimeException e) {
      throw new InputException(name + " cannot be opened: " + e.getMessage(), e);
    }
  }

  @Override
  public String operation() {
    return name + (live ? ", live" : "");
  }

  @Override
  public List<RowStream> inner() {
    return List.of();
  }

  @Override
  public String fingerprint() {
    return operation() + " " + spec;
  }

  @Override
  public String details() {
    return spec.asLines();
  }

  private final class Reader implements RowReader {

    private final Iterator<Row> rows;
    private long number;

    Reader(Iterator<Row> rows) {
      this.rows = rows;
    }

    @Override
    public Object @Nullable [] next() {
      Row row;
      try {
        if (!rows.hasNext()) {
          return null;
        }
        row = rows.next();
      } catch (RuntimeException e) {
        throw new InputException(name + " failed at row " + number + ": " + e.getMessage(), e);
      }
      if (!row.elementSpec().equals(spec)) {
        throw new InputException(
            name + ": row " + number + " is of " + row.elementSpec() + " instead of " + spec);
      }
      number++;
      return row.values();
    }

    @Override
    public void close() {
      if (rows instanceof AutoCloseable closeable) {
        try {
          closeable.close();
        } catch (RuntimeException e) {
          throw e;
        } catch (Exception e) {
          throw new InputException("cannot close " + name, e);
        }
      }
    }
  }
}
