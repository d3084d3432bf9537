package org.estimator4j.nn.layer;

import java.util.ArrayList;
import java.util.List;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.initializer.Initializers;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TNumber;

/**
 * Recurrent layers, unrolled: each step is nodes of its own, all of which C++ differentiates in one
 * call, and the input's share of all steps is one matrix product. A loop in the graph would keep
 * the graph small, but has a gradient only by running the loop a second time.
 *
 * <p>Cells, names and shapes are those of {@code tf.compat.v1.nn.rnn_cell} under {@code
 * dynamic_rnn}.
 */
final class Recurrent<T extends TFloating> {

  private final ModelGraph graph;
  private final Weights weights;
  private final Ops tf;
  private final Operand<T> x;
  private final int inputs;
  private final int steps;
  private final int units;
  private final List<@Nullable Operand<TBool>> alive = new ArrayList<>();

  Recurrent(
      ModelGraph graph, Operand<T> x, int units, @Nullable Operand<? extends TNumber> lengths) {
    this.graph = graph;
    this.weights = new Weights(graph);
    this.tf = graph.ops();
    this.x = x;
    this.steps = Math.toIntExact(x.shape().get(1));
    this.inputs = Math.toIntExact(x.shape().get(2));
    this.units = units;
    for (int step = 0; step < steps; step++) {
      alive.add(lengths == null ? null : isAlive(lengths, step));
    }
  }

  RnnOutputs<T> lstm() {
    Affine cell = graph.scope("lstm_cell", () -> new Affine(4 * units, 0));
    List<Operand<T>> fromInput = cell.ofInput();
    Operand<T> one = scalar(1);
    Operand<T> h = zeros(fromInput.get(0));
    Operand<T> c = h;
    List<Operand<T>> outputs = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      List<Operand<T>> parts = split(cell.of(fromInput.get(step), h), 4);
      Operand<T> write = tf.math.mul(tf.math.sigmoid(parts.get(0)), tf.math.tanh(parts.get(1)));
      Operand<T> keep = tf.math.sigmoid(tf.math.add(parts.get(2), one));
      Operand<T> newC = tf.math.add(tf.math.mul(keep, c), write);
      Operand<T> newH = tf.math.mul(tf.math.sigmoid(parts.get(3)), tf.math.tanh(newC));
      outputs.add(aliveOr(step, newH, tf.zerosLike(newH)));
      c = aliveOr(step, newC, c);
      h = aliveOr(step, newH, h);
    }
    return new RnnOutputs<>(tf.stack(outputs, Stack.axis(1L)), h);
  }

  RnnOutputs<T> gru() {
    Affine gates = graph.scope("gru_cell/gates", () -> new Affine(2 * units, 1));
    Affine candidate = graph.scope("gru_cell/candidate", () -> new Affine(units, 0));
    List<Operand<T>> gatesOfInput = gates.ofInput();
    List<Operand<T>> candidateOfInput = candidate.ofInput();
    Operand<T> one = scalar(1);
    Operand<T> h = zeros(gatesOfInput.get(0));
    List<Operand<T>> outputs = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      List<Operand<T>> parts = split(tf.math.sigmoid(gates.of(gatesOfInput.get(step), h)), 2);
      Operand<T> update = parts.get(1);
      Operand<T> proposed =
          tf.math.tanh(candidate.of(candidateOfInput.get(step), tf.math.mul(parts.get(0), h)));
      Operand<T> newH =
          tf.math.add(tf.math.mul(update, h), tf.math.mul(tf.math.sub(one, update), proposed));
      outputs.add(aliveOr(step, newH, tf.zerosLike(newH)));
      h = aliveOr(step, newH, h);
    }
    return new RnnOutputs<>(tf.stack(outputs, Stack.axis(1L)), h);
  }

  /** {@code [x, h] · kernel + bias}, with the kernel cut in two. */
  private final class Affine {

    private final int width;
    private final Variable<T> kernel;
    private final Variable<T> bias;

    Affine(int width, double firstBias) {
      this.width = width;
      this.kernel =
          weights.make(
              "kernel",
              x.type(),
              Shape.of(inputs + units, width),
              Initializers.glorotUniform(),
              null);
      this.bias =
          weights.make("bias", x.type(), Shape.of(width), Initializers.constant(firstBias), null);
    }

    /** The share of the input and the bias, step by step. */
    List<Operand<T>> ofInput() {
      Operand<T> all = tf.linalg.matMul(Reshaping.toMatrix(tf, x, inputs), rows(0, inputs));
      Operand<T> sequence =
          tf.reshape(tf.nn.biasAdd(all, bias), tf.constant(new int[] {-1, steps, width}));
      return new ArrayList<>(tf.unstack(sequence, (long) steps, Unstack.axis(1L)).output());
    }

    Operand<T> of(Operand<T> fromInput, Operand<T> h) {
      return tf.math.add(fromInput, tf.linalg.matMul(h, rows(inputs, units)));
    }

    private Operand<T> rows(int from, int count) {
      return tf.slice(
          kernel, tf.constant(new int[] {from, 0}), tf.constant(new int[] {count, width}));
    }
  }

  private List<Operand<T>> split(Operand<T> x, int parts) {
    return new ArrayList<>(tf.split(tf.constant(1), x, (long) parts).output());
  }

  private Operand<T> zeros(Operand<T> wide) {
    return tf.zerosLike(
        tf.slice(wide, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, units})));
  }

  private Operand<TBool> isAlive(Operand<? extends TNumber> lengths, int step) {
    Operand<TInt32> ends = tf.dtypes.cast(lengths, TInt32.class);
    return tf.expandDims(tf.math.greater(ends, tf.constant(step)), tf.constant(1));
  }

  private Operand<T> aliveOr(int step, Operand<T> value, Operand<T> otherwise) {
    Operand<TBool> condition = alive.get(step);
    return condition == null ? value : tf.select(condition, value, otherwise);
  }

  private Operand<T> scalar(double value) {
    return tf.dtypes.cast(tf.constant(value), x.type());
  }
}
