package org.estimator4j.input;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TType;

/** Builds a {@code tf.data} pipeline; see {@link Input#dataset}. */
@FunctionalInterface
public interface DatasetGraph {

  /**
   * Adds the pipeline to a graph of its own.
   *
   * @param tf adds operations; {@code tf.data} has those of pipelines
   * @param context what the batches are for; its seed and pass should seed every shuffle
   * @return the dataset, whose elements are batches: a component for each tensor of the input's
   *     spec, in order
   */
  Operand<? extends TType> build(Ops tf, InputContext context);
}
