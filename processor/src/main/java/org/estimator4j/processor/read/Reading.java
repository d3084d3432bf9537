package org.estimator4j.processor.read;

import java.util.List;
import org.estimator4j.processor.diagnostic.Place;
import org.estimator4j.processor.model.ModelClass;

/** What came of reading a class. */
public sealed interface Reading {

  /** All of it could be read. */
  record Complete(ModelClass model) implements Reading {}

  /** Types are missing that another processor may still generate. */
  record Incomplete(List<MissingType> missing) implements Reading {}

  /**
   * A type that does not exist, yet.
   *
   * @param type its name as it was written
   * @param where where it is used, in words
   * @param place where it is used
   */
  record MissingType(String type, String where, Place place) {}
}
