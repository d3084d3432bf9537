package org.estimator4j.processor.plan;

import java.util.Optional;
import org.estimator4j.processor.model.Component;

/** What is passed for a parameter. */
public sealed interface Argument {

  /**
   * Something of the context.
   *
   * @param accessor the method of {@code ModelContext} that gives it
   */
  record OfContext(String accessor) implements Argument {}

  /**
   * A local variable, or a component of the record in it.
   *
   * @param local its name
   * @param component the component, or nothing for the whole
   */
  record OfLocal(String local, Optional<Component> component) implements Argument {}
}
