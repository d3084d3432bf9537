package org.estimator4j.session.internal;

import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TFloating;

/** Reads scalars of any floating-point type. */
final class Scalars {

  private Scalars() {}

  static double toDouble(TFloating scalar) {
    if (scalar instanceof TFloat32 value) {
      return value.getFloat();
    }
    if (scalar instanceof TFloat64 value) {
      return value.getDouble();
    }
    if (scalar instanceof TFloat16 value) {
      return value.getFloat();
    }
    return ((TBfloat16) scalar).getFloat();
  }
}
