package org.estimator4j.input;

/** Chooses rows. Must depend on nothing but the row, or a run cannot be repeated. */
@FunctionalInterface
public interface RowPredicate {

  /**
   * Chooses.
   *
   * @param row a row
   * @return whether the row stays
   * @throws Exception if it cannot be said; it ends the input as an {@link InputException} that
   *     names the row
   */
  boolean test(Row row) throws Exception;
}
