package org.estimator4j.input;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Each row made another one; goes to a place without calling the function for the rows before. */
final class MappedStream extends RowByRow {

  private final RowFunction function;
  private final int threads;

  MappedStream(RowStream inner, ElementSpec spec, RowFunction function, int threads) {
    super(inner, spec);
    if (threads < 1) {
      throw new IllegalArgumentException("map(" + threads + ", …): at least one thread is needed");
    }
    this.function = function;
    this.threads = threads;
  }

  @Override
  public RowReader open(OrderKey key, long position) {
    RowReader rows = source().open(key, position);
    return threads == 1
        ? new Reader(rows, position)
        : new ParallelReader(rows, position, threads, this::apply);
  }

  private Object[] apply(long number, Object[] row, @Nullable Supplier<String> place) {
    try {
      Row made = function.apply(new Row(source().spec(), row));
      if (!made.elementSpec().equals(spec())) {
        throw new IllegalArgumentException(
            "the function gave " + made.elementSpec() + " instead of " + spec());
      }
      return made.values();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(e, number, row, place);
    } catch (Exception e) {
      throw failed(e, number, row, place);
    }
  }

  @Override
  public String operation() {
    return threads == 1 ? "map" : "map in " + threads + " threads";
  }

  /** The columns where they are others than before. */
  @Override
  public String details() {
    return spec().equals(source().spec()) ? "" : spec().asLines();
  }

  /** The number of threads changes nothing in the rows. */
  @Override
  public String fingerprint() {
    return source().fingerprint() + " | map to " + spec();
  }

  private final class Reader extends InnerRows {

    private long number;

    Reader(RowReader rows, long number) {
      super(rows);
      this.number = number;
    }

    @Override
    public Object @Nullable [] next() {
      Object[] row = rows.next();
      if (row == null) {
        return null;
      }
      return apply(number++, row, rows.place());
    }
  }
}
