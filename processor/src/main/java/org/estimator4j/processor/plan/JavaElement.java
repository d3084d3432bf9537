package org.estimator4j.processor.plan;

import java.util.Optional;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.model.TypeRef;

/** What stands for one element of a tensor in Java. */
public enum JavaElement {
  FLOAT,
  DOUBLE,
  INT,
  LONG,
  SHORT,
  BYTE,
  BOOLEAN,
  STRING;

  /** What a caller gives; an element is copied as it is. */
  static Optional<JavaElement> given(TypeRef elementType) {
    if (!RuntimeTypes.isConcreteElement(elementType)) {
      return Optional.empty();
    }
    return switch (elementType.simpleName()) {
      case "TFloat32", "TFloat16", "TBfloat16" -> Optional.of(FLOAT);
      case "TFloat64" -> Optional.of(DOUBLE);
      case "TInt32" -> Optional.of(INT);
      case "TInt64" -> Optional.of(LONG);
      case "TUint16" -> Optional.of(SHORT);
      case "TUint8" -> Optional.of(BYTE);
      case "TBool" -> Optional.of(BOOLEAN);
      case "TString" -> Optional.of(STRING);
      default -> Optional.empty();
    };
  }

  /** What a caller gets: a number that has no sign needs more room. */
  static Optional<JavaElement> got(TypeRef elementType) {
    return given(elementType).map(element -> element == SHORT || element == BYTE ? INT : element);
  }

  /** What a parameter of so many dimensions takes of the room that Java has for parameters. */
  int slots(int dimensions) {
    return dimensions == 0 && (this == LONG || this == DOUBLE) ? 2 : 1;
  }
}
