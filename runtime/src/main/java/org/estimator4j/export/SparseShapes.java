package org.estimator4j.export;

import java.util.LinkedHashMap;
import java.util.Map;
import org.estimator4j.feature.FeatureKind;
import org.estimator4j.feature.FeatureSpec;
import org.estimator4j.feature.InputSpec;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.MetaGraphDef;

/**
 * The sizes of sparse features: a caller feeds them as three tensors, of whose shapes none says how
 * long a row is. Other loaders do not look at it. Internal.
 */
public final class SparseShapes {

  /** In front of the name of the tensor that takes the shape, as the name of a collection. */
  public static final String COLLECTION = "estimator4j/dense_shape/";

  private SparseShapes() {}

  /** The shapes of what a receiver hands on as it was fed, by the names of the tensors. */
  static Map<String, Shape> of(InputSpec inputs, ServingInputReceiver receiver) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (FeatureSpec feature : inputs.features()) {
      Operand<?> fed = receiver.features().get(feature.name() + FeatureKind.DENSE_SHAPE);
      if (feature.kind() == FeatureKind.SPARSE
          && fed != null
          && receiver.receiverTensors().containsValue(fed)) {
        shapes.put(TensorInfos.name(fed.asOutput()), feature.shape());
      }
    }
    return shapes;
  }

  static void addTo(MetaGraphDef.Builder meta, Map<String, Shape> shapes) {
    shapes.forEach(
        (tensor, shape) -> {
          CollectionDef.Int64List.Builder sizes = CollectionDef.Int64List.newBuilder();
          for (long size : shape.asArray()) {
            sizes.addValue(size);
          }
          meta.putCollectionDef(
              COLLECTION + tensor, CollectionDef.newBuilder().setInt64List(sizes).build());
        });
  }
}
