package org.estimator4j.annotation;

/**
 * The element type of a feature or a label, where no {@code Operand<T>} says it: in {@link
 * ModelFn#features()} and {@link ModelFn#labels()}.
 */
public enum DType {
  /** Taken from the {@code Operand<T>} that is annotated; legal there only. */
  INFERRED,
  /** 32-bit floating point, {@code TFloat32}. */
  FLOAT32,
  /** 64-bit floating point, {@code TFloat64}. */
  FLOAT64,
  /** 8-bit unsigned integer, {@code TUint8}. */
  UINT8,
  /** 32-bit signed integer, {@code TInt32}. */
  INT32,
  /** 64-bit signed integer, {@code TInt64}. */
  INT64,
  /** Truth value, {@code TBool}. */
  BOOL,
  /** Byte string, {@code TString}. */
  STRING
}
