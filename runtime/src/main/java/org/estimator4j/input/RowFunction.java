package org.estimator4j.input;

/** Makes one row of another. Must depend on nothing but the row, or a run cannot be repeated. */
@FunctionalInterface
public interface RowFunction {

  /**
   * Makes a row.
   *
   * @param row a row
   * @return the row that takes its place
   * @throws Exception if the row cannot be used; it ends the input as an {@link InputException}
   *     that names the row
   */
  Row apply(Row row) throws Exception;
}
