package org.estimator4j.serve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.estimator4j.session.TensorValue;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * The answer about no rows: what the signature says about shapes is enough for it. TensorFlow is
 * not asked, as some of its convolutions fail there.
 */
final class EmptyAnswer {

  private EmptyAnswer() {}

  static boolean isKnown(ModelSignature signature) {
    return signature.outputs().values().stream().allMatch(TensorSpec::batched);
  }

  static Map<String, TensorValue> of(ModelSignature signature) {
    Map<String, TensorValue> answer = new LinkedHashMap<>();
    signature.outputs().forEach((name, spec) -> answer.put(name, empty(spec)));
    return Collections.unmodifiableMap(answer);
  }

  private static TensorValue empty(TensorSpec spec) {
    long[] sizes = spec.shape().asArray();
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.max(0, sizes[i]);
    }
    Shape shape = Shape.of(sizes);
    try (TType tensor =
        spec.type() == TString.class
            ? TString.tensorOf(NdArrays.ofObjects(String.class, shape))
            : Tensor.of(spec.type(), shape)) {
      return TensorValue.copyOf(tensor);
    }
  }
}
