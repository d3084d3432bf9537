package org.estimator4j.graph;

import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * Gradients of reads of parts of a variable. That of {@code ResourceGather} has the rows that were
 * read and no others, so that a step on an embedding costs what its batch needs and not what the
 * table has.
 */
final class ResourceGradients {

  private ResourceGradients() {}

  /** Adds the rules to those of a graph. */
  static void addTo(Map<String, GradientRule> rules) {
    rules.put("ResourceGather", ResourceGradients::gather);
    rules.put("ResourceGatherNd", ResourceGradients::gatherNd);
  }

  private static void gather(GradientStep step) {
    if (step.op().attributes().getAttrInt("batch_dims") != 0) {
      throw new GradientException(
          "ResourceGather '"
              + step.op().name()
              + "' has batch_dims, for which there is no gradient: read the variable and use"
              + " tf.gather(...) with batchDims");
    }
    Ops tf = step.tf();
    Operand<? extends TType> handle = step.input(0);
    Operand<? extends TNumber> indices = step.<TNumber>input(1);
    Operand<TInt32> all = tf.constant(new int[] {-1});
    Operand<TInt32> row = tf.slice(tf.variableShape(handle), tf.constant(new int[] {1}), all);
    Operand<TInt32> number = tf.expandDims(tf.size(indices), tf.constant(0));
    Operand<TInt32> shape = tf.concat(List.of(number, row), tf.constant(0));
    step.inputGradientRows(
        0,
        new IndexedRows<>(
            tf.reshape(indices, all), tf.reshape(step.<TType>outputGradient(0), shape)));
  }

  private static void gatherNd(GradientStep step) {
    Ops tf = step.tf();
    Operand<? extends TType> handle = step.input(0);
    step.inputGradient(0, scatterNd(step, tf.variableShape(handle)));
  }

  private static Operand<?> scatterNd(GradientStep step, Operand<TInt32> shape) {
    Ops tf = step.tf();
    Operand<TNumber> indices = step.input(1);
    Operand<TInt32> small = tf.dtypes.cast(indices, TInt32.class);
    return tf.scatterNd(small, step.<TType>outputGradient(0), shape);
  }
}
