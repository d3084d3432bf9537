package org.estimator4j.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/** Variables by name, for tests. Closes them all. */
final class Variables implements AutoCloseable {

  private final Map<String, TType> byName = new LinkedHashMap<>();

  /** Those of a small model: {@code global_step}, a matrix and a vector that depend on the step. */
  static Variables ofStep(int step) {
    return new Variables()
        .with("global_step", TInt64.scalarOf(step))
        .floats(
            "net/kernel", Shape.of(3, 2), step, step + 1, step + 2, step + 3, step + 4, step + 5)
        .floats("net/bias", Shape.of(2), -step, 0.5f);
  }

  Variables with(String name, TType value) {
    byName.put(name, value);
    return this;
  }

  Variables floats(String name, Shape shape, float... values) {
    return with(name, TFloat32.tensorOf(shape, DataBuffers.of(values)));
  }

  Map<String, TType> map() {
    return byName;
  }

  @Override
  public void close() {
    byName.values().forEach(Tensor::close);
  }
}
