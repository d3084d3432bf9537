package org.estimator4j.input;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows one after another, as a recipe: what {@link RowOrder} is for rows in memory. Immutable. Two
 * readers with equal keys give equal rows; one opened at position p gives what one opened at 0
 * gives after p rows. Where a source cannot go to a place at once, it reads its way there.
 */
interface RowStream {

  /** The {@link #length()} of rows that were not counted. */
  long UNKNOWN = -1;

  /** What each row holds. */
  ElementSpec spec();

  /** The number of rows in a pass; {@link RowOrder#ENDLESS} or {@link #UNKNOWN}. */
  long length();

  /** Starts a pass, some rows behind its beginning. */
  RowReader open(OrderKey key, long position);

  /** The operation in a few words, for people and for fingerprints. */
  String operation();

  /** What the operation works on; empty at a source. */
  List<RowStream> inner();

  /** Whether rows of a pass are gone for good once they were read. */
  default boolean live() {
    return inner().stream().anyMatch(RowStream::live);
  }

  /** The recipe on one line, in the order of the calls. */
  default String fingerprint() {
    List<RowStream> inner = inner();
    if (inner.size() == 1) {
      return inner.get(0).fingerprint() + " | " + operation();
    }
    return inner.stream().map(RowStream::fingerprint).collect(Collectors.joining("; ", "(", ")"))
        + " | "
        + operation();
  }

  /** What {@link #describe()} adds to the operation, such as a line for each column. */
  default String details() {
    return "";
  }

  /** The recipe as a tree, from the last operation to the sources. */
  default String describe() {
    return Tree.of(
        operation() + details(), inner().stream().map(RowStream::describe).toArray(String[]::new));
  }

  /** Gives the rows of one pass. For one thread at a time. */
  interface RowReader extends AutoCloseable {

    /** The next row, a value for each column; null at the end, then and ever after. */
    Object @Nullable [] next();

    @Override
    void close();

    /**
     * Where the row that was given last stands, such as file and line: valid for ever, and a text
     * only when one is wanted. Null if nobody knows.
     */
    default @Nullable Supplier<String> place() {
      return null;
    }

    /** Leaves rows out by reading them. */
    default RowReader skip(long rows) {
      boolean done = false;
      try {
        for (long left = rows; left > 0; left--) {
          if (next() == null) {
            break;
          }
        }
        done = true;
        return this;
      } finally {
        if (!done) {
          close();
        }
      }
    }
  }
}
