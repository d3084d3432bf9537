package org.estimator4j.nn.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.estimator4j.graph.Gradient;
import org.estimator4j.graph.ModelGraph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TType;

/** Python's {@code tf.clip_by_value}, {@code clip_by_norm} and {@code clip_by_global_norm}. */
public final class Clipping {

  private Clipping() {}

  /**
   * Clips each element to an interval.
   *
   * @param <T> the element type
   * @param tf the ops to build with
   * @param x any tensor
   * @param min the lower end
   * @param max the upper end
   * @return a tensor of the shape of {@code x}
   */
  public static <T extends TFloating> Operand<T> byValue(
      Ops tf, Operand<T> x, double min, double max) {
    if (!(min <= max)) {
      throw new IllegalArgumentException("there is no interval from " + min + " to " + max);
    }
    return tf.clipByValue(x, scalar(tf, (float) min, x), scalar(tf, (float) max, x));
  }

  /**
   * Scales a tensor down to an L2 norm, unless it has a smaller one.
   *
   * @param <T> the element type
   * @param tf the ops to build with
   * @param x any tensor
   * @param norm the largest norm, positive
   * @return a tensor of the shape of {@code x}
   */
  public static <T extends TFloating> Operand<T> byNorm(Ops tf, Operand<T> x, double norm) {
    Operand<T> limit = scalar(tf, Hyperparameters.positive("the norm", norm), x);
    Operand<T> actual = tf.math.sqrt(tf.reduceSum(tf.math.mul(x, x), allAxes(tf, x)));
    return tf.math.div(tf.math.mul(x, limit), tf.math.maximum(actual, limit));
  }

  /**
   * Scales tensors down so that they have together a given L2 norm, unless it is smaller. If it is
   * infinite or NaN, all elements become NaN.
   *
   * @param <T> the element type
   * @param tf the ops to build with
   * @param tensors any tensors
   * @param norm the largest norm of all together, positive
   * @return tensors of the same shapes
   */
  public static <T extends TFloating> List<Operand<T>> byGlobalNorm(
      Ops tf, List<? extends Operand<T>> tensors, double norm) {
    float limit = Hyperparameters.positive("the norm", norm);
    Operand<T> scale = scale(tf, globalNorm(tf, tensors), limit);
    List<Operand<T>> clipped = new ArrayList<>();
    tensors.forEach(tensor -> clipped.add(tf.math.mul(tensor, scale)));
    return clipped;
  }

  /**
   * The L2 norm of all elements of several tensors.
   *
   * @param <T> the element type
   * @param tf the ops to build with
   * @param tensors one at least
   * @return a scalar
   */
  public static <T extends TFloating> Operand<T> globalNorm(
      Ops tf, List<? extends Operand<T>> tensors) {
    if (tensors.isEmpty()) {
      throw new IllegalArgumentException("no tensors have no norm");
    }
    List<Operand<T>> halves = new ArrayList<>();
    tensors.forEach(tensor -> halves.add(tf.nn.l2Loss(tf.identity(tensor))));
    Operand<T> half = tf.math.addN(halves);
    return tf.math.sqrt(tf.math.mul(half, scalar(tf, 2, half)));
  }

  /** What to multiply with: {@code limit / max(norm, limit)}, and NaN if the norm is not finite. */
  private static <T extends TFloating> Operand<T> scale(Ops tf, Operand<T> norm, float limit) {
    Operand<T> most = scalar(tf, limit, norm);
    Operand<T> one = scalar(tf, 1, norm);
    Operand<T> finite =
        tf.math.mul(most, tf.math.minimum(tf.math.div(one, norm), tf.math.div(one, most)));
    return tf.math.add(finite, tf.math.sub(norm, norm));
  }

  static List<Gradient<?>> eachByValue(ModelGraph graph, List<Gradient<?>> gradients, float limit) {
    return each(gradients, g -> map(graph, g, (tf, x) -> byValue(tf, x, -limit, limit)));
  }

  static List<Gradient<?>> eachByNorm(ModelGraph graph, List<Gradient<?>> gradients, float norm) {
    return each(gradients, g -> map(graph, g, (tf, x) -> byNorm(tf, x, norm)));
  }

  /** The norm of gradients of several types is computed in float64. */
  static List<Gradient<?>> allByGlobalNorm(
      ModelGraph graph, List<Gradient<?>> gradients, float norm) {
    return areFloat32(gradients)
        ? allByGlobalNorm(graph, gradients, norm, TFloat32.class)
        : allByGlobalNorm(graph, gradients, norm, TFloat64.class);
  }

  private static <N extends TFloating> List<Gradient<?>> allByGlobalNorm(
      ModelGraph graph, List<Gradient<?>> gradients, float norm, Class<N> type) {
    Ops tf = graph.ops().withSubScope("clip_by_global_norm");
    Operand<N> scale = scale(tf, globalNorm(tf, gradients, type), norm);
    return each(
        gradients,
        gradient -> map(graph, gradient, (ops, x) -> ops.math.mul(x, cast(ops, scale, x.type()))));
  }

  private static boolean areFloat32(List<? extends Gradient<?>> gradients) {
    return gradients.stream().allMatch(each -> each.variable().type() == TFloat32.class);
  }

  /** The norm of all gradients together. */
  static Operand<? extends TFloating> globalNorm(
      ModelGraph graph, List<? extends Gradient<?>> gradients) {
    Ops tf = graph.ops().withSubScope("gradient_norm");
    return areFloat32(gradients)
        ? globalNorm(tf, gradients, TFloat32.class)
        : globalNorm(tf, gradients, TFloat64.class);
  }

  private static <N extends TFloating> Operand<N> globalNorm(
      Ops tf, List<? extends Gradient<?>> gradients, Class<N> type) {
    List<Operand<N>> tensors = new ArrayList<>();
    gradients.forEach(gradient -> tensors.add(cast(tf, values(gradient), type)));
    return globalNorm(tf, tensors);
  }

  static Gradient<?> scaled(ModelGraph graph, Gradient<?> gradient, float factor) {
    return factor == 1
        ? gradient
        : map(graph, gradient, (tf, x) -> tf.math.mul(x, scalar(tf, factor, x)));
  }

  private static List<Gradient<?>> each(
      List<Gradient<?>> gradients, Function<Gradient<?>, Gradient<?>> change) {
    return gradients.stream().<Gradient<?>>map(change).toList();
  }

  /** An elementwise change of whatever element type. */
  private interface Elementwise {
    Operand<TFloat32> apply(Ops tf, Operand<TFloat32> x);
  }

  @SuppressWarnings("unchecked") // the element type is whichever it is, and stays so
  private static Gradient<?> map(ModelGraph graph, Gradient<?> gradient, Elementwise change) {
    Gradient<TFloat32> typed = (Gradient<TFloat32>) gradient;
    Ops tf = graph.ops();
    return typed
        .rows()
        .map(
            rows ->
                Gradient.ofRows(
                    tf, typed.variable(), rows.withValues(change.apply(tf, rows.values()))))
        .orElseGet(() -> Gradient.of(typed.variable(), change.apply(tf, typed.value())));
  }

  private static Operand<?> values(Gradient<?> gradient) {
    return gradient.rows().isPresent() ? gradient.rows().get().values() : gradient.value();
  }

  @SuppressWarnings("unchecked") // the type was compared
  private static <N extends TFloating> Operand<N> cast(
      Ops tf, Operand<? extends TType> x, Class<N> type) {
    return x.type() == type ? (Operand<N>) x : tf.dtypes.cast(x, type);
  }

  private static <T extends TFloating> Operand<T> scalar(Ops tf, float value, Operand<T> like) {
    return cast(tf, tf.constant(value), like.type());
  }

  private static Operand<TInt32> allAxes(Ops tf, Operand<?> x) {
    return tf.range(tf.constant(0), tf.rank(x), tf.constant(1));
  }
}
