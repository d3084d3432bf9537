package org.estimator4j.graph;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Gradients of operations that pass values on, or pick them. The element type does not matter. */
final class ArrayGradients {

  private ArrayGradients() {}

  /** Each input is an output. */
  static void passOn(GradientStep step) {
    for (int i = 0; i < step.op().numInputs(); i++) {
      if (step.hasOutputGradient(i)) {
        step.inputGradient(i, step.outputGradient(i));
      }
    }
  }

  /** The first version, whose dimension comes before the values: each gets its slice back. */
  static void concat(GradientStep step) {
    Ops tf = step.tf();
    Operand<TInt32> dimension = step.input(0);
    Operand<TFloat32> dy = step.outputGradient(0);
    List<Operand<TInt32>> sizes = new ArrayList<>();
    for (int i = 1; i < step.op().numInputs(); i++) {
      sizes.add(tf.shape(step.<TFloat32>input(i)));
    }
    OperationBuilder offsets = tf.scope().opBuilder("ConcatOffset", "ConcatOffset");
    offsets.addInput(dimension.asOutput());
    offsets.addInputList(sizes.stream().map(Operand::asOutput).toArray(Output<?>[]::new));
    var starts = offsets.build();
    for (int i = 0; i < sizes.size(); i++) {
      step.inputGradient(i + 1, tf.slice(dy, starts.<TInt32>output(i), sizes.get(i)));
    }
  }

  /** The chosen places get the gradient, the others zero. */
  static void topK(GradientStep step) {
    Ops tf = step.tf();
    Operand<TFloat32> x = step.input(0);
    Operand<TInt32> one = tf.constant(new int[] {1});
    Operand<TInt32> shape = tf.shape(x);
    Operand<TInt32> size = tf.size(x);
    Operand<TInt32> width = tf.slice(shape, tf.math.sub(tf.shape(shape), one), one);
    Operand<TInt32> indices = tf.dtypes.cast(step.output(1), TInt32.class);
    Operand<TInt32> chosen = tf.shape(indices);
    Operand<TInt32> k = tf.slice(chosen, tf.math.sub(tf.shape(chosen), one), one);
    Operand<TInt32> rows =
        tf.reshape(indices, tf.concat(List.of(tf.constant(new int[] {-1}), k), tf.constant(0)));
    Operand<TInt32> scalar = tf.constant(new int[0]);
    Operand<TInt32> starts = tf.range(tf.constant(0), size, tf.reshape(width, scalar));
    Operand<TInt32> flat =
        tf.reshape(
            tf.math.add(rows, tf.expandDims(starts, tf.constant(1))),
            tf.constant(new int[] {-1, 1}));
    Operand<TFloat32> dy =
        tf.reshape(step.<TFloat32>outputGradient(0), tf.constant(new int[] {-1}));
    Operand<TFloat32> scattered = tf.scatterNd(flat, dy, tf.expandDims(size, tf.constant(0)));
    step.inputGradient(0, tf.reshape(scattered, shape));
  }
}
