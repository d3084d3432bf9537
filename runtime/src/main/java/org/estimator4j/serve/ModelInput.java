package org.estimator4j.serve;

import java.util.List;
import org.estimator4j.feature.FeatureKind;
import org.tensorflow.ndarray.Shape;

/** One input of a signature: makes tensors, one to three, of what a caller gives. Immutable. */
sealed interface ModelInput permits DenseInput, VariableInput {

  static ModelInput of(String name, TensorSpec spec) {
    return spec.kind() == FeatureKind.DENSE
        ? new DenseInput(name, spec)
        : new VariableInput(name, spec);
  }

  String name();

  TensorSpec spec();

  /** What writes its tensors, in the order of the feeds. */
  List<TensorWriter> tensors();

  /** Adds a batch. */
  void addBatch(Object batch, Feed feed);

  /** Adds a batch of rows that stand apart, at least one. */
  void addRows(List<?> rows, Feed feed);

  /** What rows must have in common to be in one batch. */
  Shape shapeOfRow(Object row);
}
