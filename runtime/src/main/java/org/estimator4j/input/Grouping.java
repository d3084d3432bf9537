package org.estimator4j.input;

import java.util.List;
import org.estimator4j.input.RowStream.RowReader;
import org.jspecify.annotations.Nullable;

/** How rows that come one after another are divided into batches. Immutable. */
interface Grouping {

  /** The operation in a few words. */
  String operation();

  /** The size of most batches. */
  int usualSize();

  /** The number of batches of so many rows; {@link RowStream#UNKNOWN} if only reading tells. */
  long batches(long rows);

  /** The number of rows in the first batches; {@link RowStream#UNKNOWN} if only reading tells. */
  long rowsBefore(long batches);

  /** Starts to divide rows; the reader stays the caller's. */
  Groups divide(RowReader rows);

  /** Gives the rows of one batch after another. */
  interface Groups {

    /** The rows of the next batch, at least one; null at the end. */
    @Nullable List<Object[]> next();
  }
}
