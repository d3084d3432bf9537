package org.estimator4j.checkpoint;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint16;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.annotation.TensorType;
import org.tensorflow.types.family.TType;

/** The element types that TensorFlow Java has tensors for. */
final class TensorTypes {

  private static final Map<DataType, Class<? extends TType>> CLASSES =
      new EnumMap<>(DataType.class);

  static {
    for (Class<? extends TType> type :
        List.of(
            TFloat32.class,
            TFloat64.class,
            TFloat16.class,
            TBfloat16.class,
            TInt32.class,
            TInt64.class,
            TUint8.class,
            TUint16.class,
            TBool.class,
            TString.class)) {
      CLASSES.put(dataType(type), type);
    }
  }

  private TensorTypes() {}

  /** The number of a type. */
  static DataType dataType(Class<? extends TType> type) {
    TensorType annotation = type.getAnnotation(TensorType.class);
    if (annotation == null) {
      throw new IllegalArgumentException(type.getName() + " is no type of tensors");
    }
    return annotation.dataType();
  }

  /** The type of a number; null if TensorFlow Java has no tensor of it. */
  static @Nullable Class<? extends TType> type(DataType dataType) {
    return CLASSES.get(dataType);
  }
}
