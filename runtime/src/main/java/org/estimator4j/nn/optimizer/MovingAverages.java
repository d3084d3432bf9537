package org.estimator4j.nn.optimizer;

import java.util.List;
import java.util.Optional;
import org.estimator4j.graph.Initializer;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.initializer.Initializers;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;

/** The variables of moving averages, and how they move. */
final class MovingAverages {

  private MovingAverages() {}

  static void requireFloating(Operand<?> value) {
    if (!TFloating.class.isAssignableFrom(value.type())) {
      throw new IllegalArgumentException(
          "only floating point has an average; "
              + value.op().name()
              + " is "
              + value.type().getSimpleName());
    }
  }

  @SuppressWarnings("unchecked") // the type is checked
  static <T extends TFloating> Variable<T> ofVariable(
      ModelGraph graph, Variable<?> variable, String name) {
    requireFloating(variable);
    return of(graph, (Variable<T>) variable, name);
  }

  /** The average of a variable, which starts from its first value, or of a tensor, from zero. */
  @SuppressWarnings("unchecked") // what has this name has the type of the value
  static <T extends TFloating> Variable<T> of(ModelGraph graph, Operand<T> value, String name) {
    String owner = value instanceof Variable<?> variable ? variable.name() : value.op().name();
    Optional<Variable<?>> known = graph.findVariable(owner + "/" + name);
    if (known.isPresent()) {
      return (Variable<T>) known.get();
    }
    Initializer<T> first =
        value instanceof Variable<T> variable
            ? (tf, v) -> firstValue(variable)
            : Initializers.zeros();
    return graph
        .rootVariable(owner + "/" + name, value.type(), value.shape())
        .trainable(false)
        .initializer(first)
        .create();
  }

  /** The tensor with which the initialiser of a variable fills it. */
  @SuppressWarnings("unchecked") // of the variable's type
  private static <T extends TFloating> Operand<T> firstValue(Variable<T> variable) {
    return (Output<T>) ((GraphOperation) variable.initializer().op()).input(1);
  }

  static <T extends TFloating> Op move(
      Ops tf, Variable<T> average, Operand<T> value, Operand<T> weight) {
    Operand<T> change = tf.math.mul(tf.math.sub(average, value), weight);
    return average.assignSub(average.afterReads(tf), change);
  }

  /** Moves an average from zero, and divides by the part of it that is not that zero. */
  static <T extends TFloating> Op moveUnbiased(
      ModelGraph graph, Ops tf, Variable<T> average, Operand<T> value, Operand<T> weight) {
    Variable<T> biased = zeros(graph, average.name() + "/biased", average, average.shape());
    Variable<T> steps = zeros(graph, average.name() + "/local_step", average, Shape.scalar());
    Operand<T> change = tf.math.mul(tf.math.sub(biased, value), weight);
    Operand<T> moved = tf.math.sub(biased, change);
    Operand<T> one = tf.onesLike(steps);
    Operand<T> count = tf.math.add(steps, one);
    Operand<T> factor =
        tf.math.sub(one, tf.math.pow(tf.math.sub(tf.onesLike(weight), weight), count));
    Op biasedMoved = biased.assign(biased.afterReads(tf), moved);
    Op counted = steps.assign(steps.afterReads(tf), count);
    Ops last = average.afterReads(tf).withControlDependencies(List.of(biasedMoved, counted));
    return average.assign(last, tf.math.div(moved, factor));
  }

  private static <T extends TFloating> Variable<T> zeros(
      ModelGraph graph, String name, Variable<T> like, Shape shape) {
    return Slots.create(graph, name, like.type(), shape, Initializers.zeros());
  }

  @SuppressWarnings("unchecked") // the type was compared
  static <T extends TFloating> Operand<T> cast(Ops tf, Operand<TFloat32> x, Class<T> type) {
    return type == TFloat32.class ? (Operand<T>) x : tf.dtypes.cast(x, type);
  }
}
