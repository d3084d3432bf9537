package org.estimator4j.input;

import java.util.function.Supplier;
import org.estimator4j.input.RowStream.RowReader;
import org.jspecify.annotations.Nullable;

/** A reader of rows that another one reads: a row stands where it stands there. */
abstract class InnerRows implements RowReader {

  final RowReader rows;

  InnerRows(RowReader rows) {
    this.rows = rows;
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
