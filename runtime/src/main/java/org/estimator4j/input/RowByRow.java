package org.estimator4j.input;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An operation on the rows of one stream that calls a user's function for each. */
abstract class RowByRow implements OuterStream {

  private final RowStream inner;
  private final ElementSpec spec;

  RowByRow(RowStream inner, ElementSpec spec) {
    this.inner = inner;
    this.spec = spec;
  }

  @Override
  public final RowStream source() {
    return inner;
  }

  @Override
  public final ElementSpec spec() {
    return spec;
  }

  /** What a function threw, with the row that it was given. */
  final InputException failed(
      Exception cause, long number, Object[] row, @Nullable Supplier<String> place) {
    String reason =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return InputException.ofRow(
        operation()
            + " failed at row "
            + number
            + " of the pass"
            + (place == null ? "" : " (" + place.get() + ")")
            + ", "
            + new Row(inner.spec(), row)
            + ": "
            + reason,
        cause);
  }
}
