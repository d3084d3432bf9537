package org.estimator4j.nn.layer;

import java.util.List;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.ModelGraph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TType;

/**
 * Layers of a model. Each call adds one to the graph; its variables are called {@code
 * <name>/kernel} and {@code <name>/bias}, as Python's {@code tf.compat.v1.layers} calls them, so
 * each layer with variables needs a name of its own.
 *
 * <p>Kernels start with Glorot's uniform values, biases with zeros.
 */
public final class Layers {

  private final ModelGraph graph;
  private final Weights weights;

  /**
   * Layers of a graph.
   *
   * @param graph where they are added
   */
  public Layers(ModelGraph graph) {
    this.graph = graph;
    this.weights = new Weights(graph);
  }

  /**
   * A fully connected linear layer, {@code x · kernel + bias}.
   *
   * @param <T> the element type
   * @param name its name
   * @param x a tensor {@code [batch, …, inputs]}
   * @param units the size of the last dimension of the result
   * @return a tensor {@code [batch, …, units]}
   */
  public <T extends TFloating> Operand<T> dense(String name, Operand<T> x, int units) {
    return dense(name, x, Dense.units(units));
  }

  /**
   * A fully connected layer, {@code activation(x · kernel + bias)}.
   *
   * @param <T> the element type
   * @param name its name
   * @param x a tensor {@code [batch, …, inputs]}
   * @param units the size of the last dimension of the result
   * @param activation applied to the result
   * @return a tensor {@code [batch, …, units]}
   */
  public <T extends TFloating> Operand<T> dense(
      String name, Operand<T> x, int units, Activation activation) {
    return dense(name, x, Dense.units(units).activation(activation));
  }

  /**
   * A fully connected layer.
   *
   * @param <T> the element type
   * @param name its name
   * @param x a tensor {@code [batch, …, inputs]}; the number of inputs must be known
   * @param settings what it is like
   * @return a tensor {@code [batch, …, units]}
   * @throws IllegalArgumentException if the shape does not fit, or a layer has this name already
   */
  public <T extends TFloating> Operand<T> dense(String name, Operand<T> x, Dense settings) {
    int rank = x.shape().numDimensions();
    long inputs = Arguments.lastDimension(name, x, "[batch, …, inputs]");
    int units = settings.units;
    return graph.scope(
        name,
        () -> {
          Ops tf = graph.ops();
          Operand<T> kernel =
              weights.kernel(x.type(), Shape.of(inputs, units), settings.parameters);
          Operand<T> y =
              rank == 2
                  ? tf.linalg.matMul(x, kernel)
                  : Reshaping.restoreLeading(
                      tf, tf.linalg.matMul(Reshaping.toMatrix(tf, x, inputs), kernel), x, units);
          return weights.finish(tf, y, units, settings.parameters);
        });
  }

  /**
   * A convolution over images, without padding, moving by one pixel.
   *
   * @param <T> the element type
   * @param name its name
   * @param x a tensor {@code [batch, height, width, channels]}
   * @param filters the number of channels of the result
   * @param kernelSize the height and width of the window
   * @param activation applied to the result
   * @return a tensor {@code [batch, height', width', filters]}
   */
  public <T extends TFloating> Operand<T> conv2d(
      String name, Operand<T> x, int filters, int kernelSize, Activation activation) {
    return conv2d(name, x, Conv2d.filters(filters).kernel(kernelSize).activation(activation));
  }

  /**
   * A convolution over images.
   *
   * @param <T> the element type
   * @param name its name
   * @param x a tensor {@code [batch, height, width, channels]}; the number of channels must be
   *     known
   * @param settings what it is like
   * @return a tensor {@code [batch, height', width', filters]}
   * @throws IllegalArgumentException if the shape does not fit, or a layer has this name already
   */
  public <T extends TFloating> Operand<T> conv2d(String name, Operand<T> x, Conv2d settings) {
    Arguments.rank(name, x, 4, "[batch, height, width, channels]");
    long channels = Arguments.known(name, "number of channels", x, 3);
    Shape kernelShape =
        Shape.of(settings.kernel.rows(), settings.kernel.columns(), channels, settings.filters);
    return graph.scope(
        name,
        () -> {
          Ops tf = graph.ops();
          Operand<T> y =
              tf.nn.conv2d(
                  x,
                  weights.kernel(x.type(), kernelShape, settings.parameters),
                  List.of(1L, (long) settings.stride.rows(), (long) settings.stride.columns(), 1L),
                  settings.padding.name());
          return weights.finish(tf, y, settings.filters, settings.parameters);
        });
  }

  /**
   * The largest value of each window.
   *
   * @param <T> the element type
   * @param name its name
   * @param x a tensor {@code [batch, height, width, channels]}
   * @param size the height and width of the window
   * @param stride by how many pixels the window moves
   * @return a tensor {@code [batch, height', width', channels]}; rows and columns at the edge that
   *     fill no window are left out
   */
  public <T extends TFloating> Operand<T> maxPool2d(
      String name, Operand<T> x, int size, int stride) {
    return maxPool2d(name, x, size, stride, Padding.VALID);
  }

  /**
   * The largest value of each window.
   *
   * @param <T> the element type
   * @param name its name
   * @param x a tensor {@code [batch, height, width, channels]}
   * @param size the height and width of the window
   * @param stride by how many pixels the window moves
   * @param padding what happens at the edges
   * @return a tensor {@code [batch, height', width', channels]}
   */
  public <T extends TFloating> Operand<T> maxPool2d(
      String name, Operand<T> x, int size, int stride, Padding padding) {
    Arguments.rank(name, x, 4, "[batch, height, width, channels]");
    Arguments.positive("window size", size);
    Arguments.positive("stride", stride);
    return graph.scope(
        name,
        () -> {
          Ops tf = graph.ops();
          Operand<TInt32> window = tf.constant(new int[] {1, size, size, 1});
          Operand<TInt32> strides = tf.constant(new int[] {1, stride, stride, 1});
          return tf.nn.maxPool(x, window, strides, padding.name());
        });
  }

  /**
   * All dimensions but the first in one.
   *
   * @param <T> the element type
   * @param x a tensor {@code [batch, …]}; all other dimensions must be known
   * @return a tensor {@code [batch, product of the others]}
   */
  public <T extends TType> Operand<T> flatten(Operand<T> x) {
    Shape shape = x.shape();
    if (shape.numDimensions() < 1) {
      throw new IllegalArgumentException("flatten takes a tensor [batch, …], got " + shape);
    }
    long width = 1;
    for (int i = 1; i < shape.numDimensions(); i++) {
      width *= Arguments.known("flatten", "dimension " + i, x, i);
    }
    return Reshaping.toMatrix(graph.ops(), x, width);
  }

  /**
   * Sets a share of the elements to zero, others at each batch, and scales the rest so that sums
   * stay the same on average. Only in TRAIN; elsewhere, and with a rate of 0, it is {@code x}.
   *
   * @param <T> the element type
   * @param name its name
   * @param x any tensor
   * @param rate the share, from 0 to less than 1
   * @return a tensor of the same shape
   */
  public <T extends TFloating> Operand<T> dropout(String name, Operand<T> x, double rate) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "dropout '" + name + "': the rate must be in [0, 1), got " + rate);
    }
    if (graph.mode() != Mode.TRAIN || rate == 0) {
      return x;
    }
    return graph.scope(name, () -> masked(graph.ops(), x, rate));
  }

  private <T extends TFloating> Operand<T> masked(Ops tf, Operand<T> x, double rate) {
    Operand<TInt64> seed = graph.statelessSeed(tf.scope().makeOpName("mask"));
    Operand<T> random = tf.random.statelessRandomUniform(tf.shape(x), seed, x.type());
    Operand<T> threshold = tf.dtypes.cast(tf.constant(rate), x.type());
    Operand<T> scale = tf.dtypes.cast(tf.constant(1 / (1 - rate)), x.type());
    Operand<T> mask = tf.dtypes.cast(tf.math.greaterEqual(random, threshold), x.type());
    return tf.math.mul(x, tf.math.mul(mask, scale));
  }

  /**
   * Batch normalisation with Python's defaults; see {@link #batchNorm(String, Operand, BatchNorm)}.
   *
   * @param <T> the element type
   * @param name its name
   * @param x a tensor {@code [batch, …, channels]}
   * @return a tensor of the same shape
   */
  public <T extends TFloating> Operand<T> batchNorm(String name, Operand<T> x) {
    return batchNorm(name, x, BatchNorm.defaults());
  }

  /**
   * Normalises each channel: in TRAIN with its mean and variance in the batch, in EVAL and PREDICT
   * with moving averages of these, which thus give the same bits for the same batch. The averages
   * are moved by {@linkplain ModelGraph#updateOps update operations}, which every training step of
   * our optimizers runs.
   *
   * <p>The variables are {@code gamma}, {@code beta}, {@code moving_mean} and {@code
   * moving_variance}.
   *
   * @param <T> the element type
   * @param name its name
   * @param x a tensor {@code [batch, …, channels]}; the number of channels must be known
   * @param settings what it is like
   * @return a tensor of the same shape
   * @throws IllegalArgumentException if the shape does not fit, or a layer has this name already
   * @see <a href="https://arxiv.org/abs/1502.03167">Ioffe and Szegedy: Batch Normalization</a>
   */
  public <T extends TFloating> Operand<T> batchNorm(String name, Operand<T> x, BatchNorm settings) {
    long channels = Arguments.lastDimension(name, x, "[batch, …, channels]");
    return graph.scope(name, () -> new BatchNormalization<>(graph, x, channels, settings).build());
  }
}
