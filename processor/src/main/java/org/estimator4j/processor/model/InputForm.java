package org.estimator4j.processor.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How many tensors carry a feature or label, which the type of its parameter says, or its
 * declaration.
 */
public enum InputForm {
  /** One tensor. */
  DENSE,
  /** The values that are there, and where. */
  SPARSE,
  /** Rows that differ in length. */
  RAGGED;

  private static final List<InputForm> FORMS = List.of(values());

  /** The form that a constant of the annotations' {@code Kind} names; empty for any other. */
  public static Optional<InputForm> ofKind(String constant) {
    return Arrays.stream(values()).filter(form -> form.name().equals(constant)).findFirst();
  }

  /** The form of a parameter; empty if its type can be no input. */
  public static Optional<InputForm> of(TypeRef type) {
    for (InputForm form : FORMS) {
      if (type.is(form.operand())) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }

  /** The generic type of parameters, such as {@code Operand}. */
  public TypeRef operand() {
    return switch (this) {
      case DENSE -> RuntimeTypes.OPERAND;
      case SPARSE -> RuntimeTypes.SPARSE_OPERAND;
      case RAGGED -> RuntimeTypes.RAGGED_OPERAND;
    };
  }

  /** The type of parameters of an element type. */
  public TypeRef operand(TypeRef element) {
    return TypeRef.of(operand().packageName(), operand().simpleName(), element);
  }

  /** The generic type of constants in factories. */
  public TypeRef declaration() {
    return switch (this) {
      case DENSE -> RuntimeTypes.DENSE_FEATURE;
      case SPARSE -> RuntimeTypes.SPARSE_FEATURE;
      case RAGGED -> RuntimeTypes.RAGGED_FEATURE;
    };
  }

  /** The method of {@code FeatureSpec} that makes one. */
  public String method() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The shape where none is given. */
  public List<Long> usualShape() {
    return this == DENSE ? List.of(-1L) : List.of(-1L, -1L);
  }

  /** Whether the runtime takes a shape for this form. */
  public boolean allows(List<Long> shape) {
    return switch (this) {
      case DENSE -> true;
      case SPARSE -> shape.size() == 2;
      case RAGGED ->
          shape.size() >= 2
              && shape.get(1) == -1
              && shape.stream().skip(2).allMatch(size -> size >= 0);
    };
  }
}
