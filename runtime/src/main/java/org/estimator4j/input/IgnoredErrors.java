package org.estimator4j.input;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows of a stream without those that cannot be read or made; they are counted. */
record IgnoredErrors(RowStream source) implements OuterStream {

  private static final Logger LOG = LoggerFactory.getLogger(IgnoredErrors.class);

  @Override
  public long length() {
    return source.length() == 0 ? 0 : UNKNOWN;
  }

  @Override
  public RowReader open(OrderKey key, long position) {
    return new Reader(source.open(key, 0)).skip(position);
  }

  @Override
  public String operation() {
    return "ignore errors";
  }

  private final class Reader extends InnerRows {

    private long ignored;

    Reader(RowReader rows) {
      super(rows);
    }

    @Override
    public Object @Nullable [] next() {
      while (true) {
        try {
          Object[] row = rows.next();
          if (row == null && ignored > 0) {
            LOG.warn("{}: {} rows were left out in this pass", source.operation(), ignored);
            ignored = 0;
          }
          return row;
        } catch (InputException e) {
          if (!e.isOfOneRow()) {
            throw e;
          }
          if (ignored++ == 0) {
            LOG.warn("the first row that is left out: {}", e.getMessage());
          }
        }
      }
    }
  }
}
