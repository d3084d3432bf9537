package org.estimator4j.serve;

import java.util.List;
import java.util.Objects;
import org.estimator4j.feature.FeatureKind;
import org.tensorflow.ndarray.Shape;

/** One input of a signature: makes tensors, one to three, of what a caller gives. Immutable. */
abstract sealed class ModelInput permits DenseInput, VariableInput {

  private final String name;
  private final TensorSpec spec;
  private final InputValue check;
  private final List<TensorWriter> tensors;

  /** With the check of what a caller gives, which comes first: a type may be none of Java's. */
  ModelInput(String name, TensorSpec spec, InputValue check) {
    this.name = name;
    this.spec = spec;
    this.check = check;
    this.tensors =
        spec.kind().parts(name, spec.type(), spec.shape()).stream()
            .map(
                part ->
                    new TensorWriter(
                        part.type(), Objects.requireNonNull(ElementKind.of(part.type()))))
            .toList();
  }

  static ModelInput of(String name, TensorSpec spec) {
    return spec.kind() == FeatureKind.DENSE
        ? new DenseInput(name, spec)
        : new VariableInput(name, spec);
  }

  final String name() {
    return name;
  }

  final TensorSpec spec() {
    return spec;
  }

  final InputValue check() {
    return check;
  }

  /** What writes its tensors, in the order of the feeds. */
  final List<TensorWriter> tensors() {
    return tensors;
  }

  /** Adds a batch. */
  abstract void addBatch(Object batch, Feed feed);

  /** Adds a batch of rows that stand apart, at least one. */
  abstract void addRows(List<?> rows, Feed feed);

  /** What rows must have in common to be in one batch. */
  abstract Shape shapeOfRow(Object row);
}
