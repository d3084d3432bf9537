package org.estimator4j.nn.layer;

import java.util.List;
import org.estimator4j.graph.ModelGraph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/** The convolutions of {@link Layers}, with arguments already checked for their rank. */
record Convolutions(ModelGraph graph, Weights weights) {

  /** A sequence is an image of one row. */
  <T extends TFloating> Operand<T> conv1d(Operand<T> x, long channels, Conv1d settings) {
    Ops tf = graph.ops();
    Shape kernelShape = Shape.of(settings.kernel, channels, settings.filters);
    Operand<T> kernel = weights.kernel(x.type(), kernelShape, settings.parameters);
    Operand<T> y =
        tf.nn.conv2d(
            tf.expandDims(x, tf.constant(1)),
            tf.expandDims(kernel, tf.constant(0)),
            strides(1, settings.stride),
            settings.padding.name());
    Operand<T> sequence = tf.squeeze(y, org.tensorflow.op.core.Squeeze.axis(List.of(1L)));
    return weights.finish(tf, sequence, settings.filters, settings.parameters);
  }

  <T extends TFloating> Operand<T> conv2d(Operand<T> x, long channels, Conv2d settings) {
    Ops tf = graph.ops();
    Shape kernelShape =
        Shape.of(settings.kernel.rows(), settings.kernel.columns(), channels, settings.filters);
    Operand<T> y =
        tf.nn.conv2d(
            x,
            weights.kernel(x.type(), kernelShape, settings.parameters),
            strides(settings.stride.rows(), settings.stride.columns()),
            settings.padding.name());
    return weights.finish(tf, y, settings.filters, settings.parameters);
  }

  <T extends TFloating> Operand<T> depthwise(
      Operand<T> x, long channels, DepthwiseConv2d settings) {
    Ops tf = graph.ops();
    Operand<T> y = depthwise(tf, x, channels, settings, settings.parameters);
    int width = Math.toIntExact(channels * settings.multiplier);
    return weights.finish(tf, y, width, settings.parameters);
  }

  <T extends TFloating> Operand<T> separable(
      Operand<T> x, long channels, DepthwiseConv2d depthwise, Conv2d pointwise) {
    Ops tf = graph.ops();
    Operand<T> y = depthwise(tf, x, channels, depthwise, depthwise.parameters);
    Shape shape = Shape.of(1, 1, channels * depthwise.multiplier, pointwise.filters);
    Operand<T> kernel = weights.kernel("pointwise_kernel", x.type(), shape, pointwise.parameters);
    Operand<T> mixed = tf.nn.conv2d(y, kernel, strides(1, 1), Padding.VALID.name());
    return weights.finish(tf, mixed, pointwise.filters, pointwise.parameters);
  }

  private <T extends TFloating> Operand<T> depthwise(
      Ops tf, Operand<T> x, long channels, DepthwiseConv2d settings, Parameters parameters) {
    Shape shape =
        Shape.of(settings.kernel.rows(), settings.kernel.columns(), channels, settings.multiplier);
    return tf.nn.depthwiseConv2dNative(
        x,
        weights.kernel("depthwise_kernel", x.type(), shape, parameters),
        strides(settings.stride, settings.stride),
        settings.padding.name());
  }

  /** The gradient of a convolution with respect to its image, taken as a layer. */
  <T extends TFloating> Operand<T> transpose(Operand<T> x, long channels, Conv2d settings) {
    Ops tf = graph.ops();
    Shape kernelShape =
        Shape.of(settings.kernel.rows(), settings.kernel.columns(), settings.filters, channels);
    Operand<T> kernel = weights.kernel(x.type(), kernelShape, settings.parameters);
    long rows = enlarged(x.shape().get(1), true, settings);
    long columns = enlarged(x.shape().get(2), false, settings);
    Operand<TInt32> sizes =
        tf.stack(
            List.of(
                size(tf, x, 0),
                enlarged(tf, x, 1, rows, settings),
                enlarged(tf, x, 2, columns, settings),
                tf.constant(settings.filters)));
    Operand<T> y =
        tf.nn.conv2dBackpropInput(
            sizes,
            kernel,
            x,
            strides(settings.stride.rows(), settings.stride.columns()),
            settings.padding.name());
    Shape known = Shape.of(x.shape().get(0), rows, columns, settings.filters);
    return weights.finish(tf, tf.ensureShape(y, known), settings.filters, settings.parameters);
  }

  private static <T extends TFloating> Operand<TInt32> enlarged(
      Ops tf, Operand<T> x, int dimension, long known, Conv2d settings) {
    if (known != Shape.UNKNOWN_SIZE) {
      return tf.constant((int) known);
    }
    boolean rows = dimension == 1;
    Operand<TInt32> strided =
        tf.math.mul(
            size(tf, x, dimension),
            tf.constant(rows ? settings.stride.rows() : settings.stride.columns()));
    return tf.math.add(strided, tf.constant((int) overhang(rows, settings)));
  }

  private static long enlarged(long size, boolean rows, Conv2d settings) {
    if (size == Shape.UNKNOWN_SIZE) {
      return size;
    }
    int stride = rows ? settings.stride.rows() : settings.stride.columns();
    return size * stride + overhang(rows, settings);
  }

  /** By how much the window is larger than its step, where it may reach beyond the edge. */
  private static long overhang(boolean rows, Conv2d settings) {
    int stride = rows ? settings.stride.rows() : settings.stride.columns();
    int kernel = rows ? settings.kernel.rows() : settings.kernel.columns();
    return settings.padding == Padding.SAME ? 0 : Math.max(kernel - stride, 0);
  }

  private static Operand<TInt32> size(Ops tf, Operand<?> x, int dimension) {
    return tf.reshape(
        tf.slice(tf.shape(x), tf.constant(new int[] {dimension}), tf.constant(new int[] {1})),
        tf.constant(new int[0]));
  }

  private static List<Long> strides(long rows, long columns) {
    return List.of(1L, rows, columns, 1L);
  }
}
