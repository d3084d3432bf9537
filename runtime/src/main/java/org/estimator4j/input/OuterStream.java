package org.estimator4j.input;

import java.util.List;

/**
 * An operation on the rows of one stream; unless it says otherwise, as many rows, which hold the
 * same.
 */
interface OuterStream extends RowStream {

  /** The rows that it works on. */
  RowStream source();

  @Override
  default ElementSpec spec() {
    return source().spec();
  }

  @Override
  default long length() {
    return source().length();
  }

  @Override
  default List<RowStream> inner() {
    return List.of(source());
  }
}
