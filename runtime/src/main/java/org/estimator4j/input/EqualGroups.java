package org.estimator4j.input;

import java.util.ArrayList;
import java.util.List;
import org.estimator4j.input.RowStream.RowReader;
import org.jspecify.annotations.Nullable;

/** Batches of one size, with what is left at the end. */
record EqualGroups(String name, int size, Remainder remainder) implements Grouping {

  EqualGroups {
    if (size < 1) {
      throw new IllegalArgumentException(name + "(" + size + "): a batch needs at least one row");
    }
  }

  @Override
  public String operation() {
    return (name.equals("batch") ? "batch " : "padded batch ")
        + size
        + (remainder == Remainder.DROP ? ", remainder dropped" : "");
  }

  @Override
  public int usualSize() {
    return size;
  }

  @Override
  public long batches(long rows) {
    boolean rest = remainder == Remainder.KEEP && rows % size > 0;
    return rows / size + (rest ? 1 : 0);
  }

  @Override
  public long rowsBefore(long batches) {
    return batches > RowOrder.ENDLESS / size ? RowOrder.ENDLESS : batches * size;
  }

  @Override
  public Groups divide(RowReader rows) {
    return new Groups() {
      private final List<Object[]> group = new ArrayList<>(size);

      @Override
      public @Nullable List<Object[]> next() {
        group.clear();
        while (group.size() < size) {
          Object[] row = rows.next();
          if (row == null) {
            break;
          }
          group.add(row);
        }
        boolean whole = group.size() == size || remainder == Remainder.KEEP;
        return group.isEmpty() || !whole ? null : group;
      }
    };
  }
}
