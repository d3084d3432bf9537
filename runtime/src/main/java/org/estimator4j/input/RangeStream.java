package org.estimator4j.input;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows whose values of one column lie in a range; what becomes of others is the user's choice.
 */
record RangeStream(RowStream source, int column, ValueRange range, Missing policy)
    implements OuterStream {

  private static final Logger LOG = LoggerFactory.getLogger(RangeStream.class);

  @Override
  public long length() {
    boolean skips = policy.kind() == Missing.Kind.SKIP_ROW && source.length() != 0;
    return skips ? UNKNOWN : source.length();
  }

  @Override
  public RowReader open(OrderKey key, long position) {
    boolean skips = policy.kind() == Missing.Kind.SKIP_ROW;
    RowReader rows = new Reader(source.open(key, skips ? 0 : position), skips ? 0 : position);
    return skips ? rows.skip(position) : rows;
  }

  @Override
  public String operation() {
    return "range " + spec().column(column).name() + " " + range + ", " + outside();
  }

  private String outside() {
    return switch (policy.kind()) {
      case FAIL -> "else it fails";
      case SKIP_ROW -> "else the row is skipped";
      case REPLACE -> "else it is " + policy.value();
    };
  }

  private final class Reader extends InnerRows {

    private long number;
    private long skipped;

    Reader(RowReader rows, long number) {
      super(rows);
      this.number = number;
    }

    @Override
    public Object @Nullable [] next() {
      while (true) {
        Object[] row = rows.next();
        if (row == null) {
          end();
          return null;
        }
        Object[] kept = kept(row);
        number++;
        if (kept != null) {
          return kept;
        }
        skipped++;
      }
    }

    private Object @Nullable [] kept(Object[] row) {
      Object value = row[column];
      if (range.holds(value)) {
        return row;
      }
      if (policy.kind() == Missing.Kind.SKIP_ROW) {
        return null;
      }
      Object other = policy.value();
      if (other == null) {
        Supplier<String> place = rows.place();
        throw InputException.ofRow(
            (place == null ? "row " + number + " of the pass" : place.get())
                + ": "
                + range.problem(spec().column(column), value),
            null);
      }
      Object[] replaced = row.clone();
      replaced[column] = value.getClass().isArray() ? range.replaced(value, other) : other;
      return replaced;
    }

    private void end() {
      if (skipped > 0) {
        LOG.warn("{}: {} rows were skipped in this pass", operation(), skipped);
        skipped = 0;
      }
    }
  }
}
