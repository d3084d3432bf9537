package org.estimator4j.annotation;

/**
 * How the values of a feature or label lie in tensors, where no parameter says it: in {@link
 * ModelFn#features()} and {@link ModelFn#labels()}.
 */
public enum Kind {
  /**
   * Taken from the parameter that is annotated: {@code Operand}, {@code SparseOperand} or {@code
   * RaggedOperand}. In {@link ModelFn#features()} and {@link ModelFn#labels()} it means {@link
   * #DENSE}.
   */
  INFERRED,
  /** One tensor; {@code features.get(name, type)} gives it. */
  DENSE,
  /** Most values are absent; {@code features.sparse(name, type)} gives it. */
  SPARSE,
  /** Rows differ in length; {@code features.ragged(name, type)} gives it. */
  RAGGED
}
