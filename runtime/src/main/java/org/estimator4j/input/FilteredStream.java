package org.estimator4j.input;

import org.jspecify.annotations.Nullable;

/** Some of the rows; reads its way to a place. */
final class FilteredStream extends RowByRow {

  private final String operation;
  private final RowPredicate predicate;

  FilteredStream(RowStream inner, String operation, RowPredicate predicate) {
    super(inner, inner.spec());
    this.operation = operation;
    this.predicate = predicate;
  }

  @Override
  public long length() {
    return source().length() == 0 ? 0 : UNKNOWN;
  }

  @Override
  public RowReader open(OrderKey key, long position) {
    return new Reader(source().open(key, 0)).skip(position);
  }

  @Override
  public String operation() {
    return operation;
  }

  private final class Reader extends InnerRows {

    private long number;

    Reader(RowReader rows) {
      super(rows);
    }

    @Override
    public Object @Nullable [] next() {
      for (Object[] row = rows.next(); row != null; row = rows.next()) {
        if (test(row)) {
          return row;
        }
      }
      return null;
    }

    private boolean test(Object[] row) {
      try {
        return predicate.test(new Row(spec(), row));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw failed(e, number, row, rows.place());
      } catch (Exception e) {
        throw failed(e, number, row, rows.place());
      } finally {
        number++;
      }
    }
  }
}
