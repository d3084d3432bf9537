package org.estimator4j.nn.layer;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.estimator4j.graph.ModelGraph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/** The pooling layers of {@link Layers}. */
record Pooling(ModelGraph graph) {

  static final String IMAGE = "[batch, height, width, channels]";
  static final String SEQUENCE = "[batch, steps, channels]";

  /** How a window becomes one value. */
  enum Kind {
    MAX,
    AVERAGE
  }

  <T extends TFloating> Operand<T> images(
      Kind kind, String name, Operand<T> x, int size, int stride, Padding padding) {
    check(name, x, 4, IMAGE, size, stride);
    return graph.scope(
        name,
        () ->
            pool(
                kind,
                x,
                new long[] {1, size, size, 1},
                new long[] {1, stride, stride, 1},
                padding));
  }

  /** A sequence is an image of one row. */
  <T extends TFloating> Operand<T> sequences(
      Kind kind, String name, Operand<T> x, int size, int stride, Padding padding) {
    check(name, x, 3, SEQUENCE, size, stride);
    return graph.scope(
        name,
        () -> {
          Ops tf = graph.ops();
          Operand<T> y =
              pool(
                  kind,
                  tf.expandDims(x, tf.constant(1)),
                  new long[] {1, 1, size, 1},
                  new long[] {1, 1, stride, 1},
                  padding);
          return tf.squeeze(y, Squeeze.axis(List.of(1L)));
        });
  }

  <T extends TFloating> Operand<T> global(Kind kind, String name, Operand<T> x) {
    int rank = x.shape().numDimensions();
    if (rank < 3) {
      throw new IllegalArgumentException(
          "layer '" + name + "' takes a tensor of shape [batch, …, channels], got " + x.shape());
    }
    return graph.scope(
        name,
        () -> {
          Ops tf = graph.ops();
          Operand<TInt32> axes = tf.constant(IntStream.range(1, rank - 1).toArray());
          return kind == Kind.MAX ? tf.max(x, axes) : tf.math.mean(x, axes);
        });
  }

  private <T extends TFloating> Operand<T> pool(
      Kind kind, Operand<T> x, long[] window, long[] strides, Padding padding) {
    Ops tf = graph.ops();
    if (kind == Kind.AVERAGE) {
      return tf.nn.avgPool(x, boxed(window), boxed(strides), padding.name());
    }
    return tf.nn.maxPool(x, ints(tf, window), ints(tf, strides), padding.name());
  }

  private static List<Long> boxed(long[] values) {
    return LongStream.of(values).boxed().toList();
  }

  private static Operand<TInt32> ints(Ops tf, long[] values) {
    return tf.constant(LongStream.of(values).mapToInt(Math::toIntExact).toArray());
  }

  private static void check(
      String name, Operand<?> x, int rank, String dimensions, int size, int stride) {
    Arguments.rank(name, x, rank, dimensions);
    Arguments.positive("window size", size);
    Arguments.positive("stride", stride);
  }
}
