package org.estimator4j.processor.model;

import java.util.Optional;

/** Answers what only a compiler knows about types. */
public interface TypeSystem {

  /** Whether a value of one type can be given where the other is asked for, without a warning. */
  boolean assignable(TypeRef from, TypeRef to);

  /**
   * What a type gives as an argument of a class above it: {@code TFloat32} for {@code
   * Softmax<TFloat32>} seen as {@code Operand}.
   *
   * @param type the type to look at
   * @param generic a generic class with one parameter
   * @return the argument, without variance; empty if the type is no such class or is raw
   */
  Optional<TypeRef> argumentOf(TypeRef type, TypeRef generic);
}
