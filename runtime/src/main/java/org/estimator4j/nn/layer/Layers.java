package org.estimator4j.nn.layer;

import java.util.List;
import org.estimator4j.annotation.Mode;
import org.estimator4j.feature.RaggedOperand;
import org.estimator4j.feature.SparseOperand;
import org.estimator4j.graph.ModelGraph;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * Layers of a model. Each call adds one to the graph; its variables are called {@code
 * <name>/kernel} and {@code <name>/bias}, as Python's {@code tf.compat.v1.layers} calls them, so
 * each layer with variables needs a name of its own, unless it shares them: see {@link
 * ModelGraph#scope(String, org.estimator4j.graph.Reuse, java.util.function.Supplier)}.
 *
 * <p>Kernels start with Glorot's uniform values, biases with zeros.
 */
public final class Layers {

  private final ModelGraph graph;
  private final Weights weights;
  private final Convolutions convolutions;
  private final Pooling pooling;

  /**
   * Layers of a graph.
   *
   * @param graph where they are added
   */
  public Layers(ModelGraph graph) {
    this.graph = graph;
    this.weights = new Weights(graph);
    this.convolutions = new Convolutions(graph, weights);
    this.pooling = new Pooling(graph);
  }

  /** Where the layers are added. */
  ModelGraph modelGraph() {
    return graph;
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
    long channels = channelsOfImage(name, x);
    return graph.scope(name, () -> convolutions.conv2d(x, channels, settings));
  }

  /**
   * A convolution over sequences.
   *
   * @param <T> the element type
   * @param name its name; the variables are {@code kernel} {@code [size, channels, filters]} and
   *     {@code bias}
   * @param x a tensor {@code [batch, steps, channels]}; the number of channels must be known
   * @param settings what it is like
   * @return a tensor {@code [batch, steps', filters]}
   * @throws IllegalArgumentException if the shape does not fit, or a layer has this name already
   */
  public <T extends TFloating> Operand<T> conv1d(String name, Operand<T> x, Conv1d settings) {
    Arguments.rank(name, x, 3, Pooling.SEQUENCE);
    long channels = Arguments.known(name, "number of channels", x, 2);
    return graph.scope(name, () -> convolutions.conv1d(x, channels, settings));
  }

  /**
   * A convolution of each channel of an image by itself.
   *
   * @param <T> the element type
   * @param name its name; the variables are {@code depthwise_kernel} {@code [height, width,
   *     channels, multiplier]} and {@code bias}
   * @param x a tensor {@code [batch, height, width, channels]}; the number of channels must be
   *     known
   * @param settings what it is like
   * @return a tensor {@code [batch, height', width', channels · multiplier]}
   * @throws IllegalArgumentException if the shape does not fit, or a layer has this name already
   */
  public <T extends TFloating> Operand<T> depthwiseConv2d(
      String name, Operand<T> x, DepthwiseConv2d settings) {
    long channels = channelsOfImage(name, x);
    return graph.scope(name, () -> convolutions.depthwise(x, channels, settings));
  }

  /**
   * A convolution of each channel by itself, and then one over the channels of each pixel.
   *
   * @param <T> the element type
   * @param name its name; the variables are {@code depthwise_kernel}, {@code pointwise_kernel} and
   *     {@code bias}
   * @param x a tensor {@code [batch, height, width, channels]}; the number of channels must be
   *     known
   * @param depthwise what the first is like: window, stride, padding, multiplier, kernel; it has no
   *     bias and no activation
   * @param pointwise what the second is like: filters, kernel, bias, activation; its window is one
   *     pixel
   * @return a tensor {@code [batch, height', width', filters]}
   * @throws IllegalArgumentException if the shape does not fit, or a layer has this name already
   */
  public <T extends TFloating> Operand<T> separableConv2d(
      String name, Operand<T> x, DepthwiseConv2d depthwise, Conv2d pointwise) {
    long channels = channelsOfImage(name, x);
    return graph.scope(name, () -> convolutions.separable(x, channels, depthwise, pointwise));
  }

  /**
   * A transposed convolution, which enlarges images by its stride.
   *
   * @param <T> the element type
   * @param name its name; the variables are {@code kernel} {@code [height, width, filters,
   *     channels]} and {@code bias}
   * @param x a tensor {@code [batch, height, width, channels]}; the number of channels must be
   *     known
   * @param settings what it is like
   * @return a tensor {@code [batch, height', width', filters]}; {@code height'} is {@code height ·
   *     stride}, and without padding {@code max(kernel - stride, 0)} more
   * @throws IllegalArgumentException if the shape does not fit, or a layer has this name already
   */
  public <T extends TFloating> Operand<T> conv2dTranspose(
      String name, Operand<T> x, Conv2d settings) {
    long channels = channelsOfImage(name, x);
    return graph.scope(name, () -> convolutions.transpose(x, channels, settings));
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
    return pooling.images(Pooling.Kind.MAX, name, x, size, stride, padding);
  }

  /**
   * The mean of each window; what a padding adds does not count.
   *
   * @param <T> the element type
   * @param name its name
   * @param x a tensor {@code [batch, height, width, channels]}
   * @param size the height and width of the window
   * @param stride by how many pixels the window moves
   * @param padding what happens at the edges
   * @return a tensor {@code [batch, height', width', channels]}
   */
  public <T extends TFloating> Operand<T> averagePool2d(
      String name, Operand<T> x, int size, int stride, Padding padding) {
    return pooling.images(Pooling.Kind.AVERAGE, name, x, size, stride, padding);
  }

  /**
   * The largest value of each window of a sequence.
   *
   * @param <T> the element type
   * @param name its name
   * @param x a tensor {@code [batch, steps, channels]}
   * @param size the length of the window
   * @param stride by how many steps the window moves
   * @param padding what happens at the edges
   * @return a tensor {@code [batch, steps', channels]}
   */
  public <T extends TFloating> Operand<T> maxPool1d(
      String name, Operand<T> x, int size, int stride, Padding padding) {
    return pooling.sequences(Pooling.Kind.MAX, name, x, size, stride, padding);
  }

  /**
   * The mean of each window of a sequence; what a padding adds does not count.
   *
   * @param <T> the element type
   * @param name its name
   * @param x a tensor {@code [batch, steps, channels]}
   * @param size the length of the window
   * @param stride by how many steps the window moves
   * @param padding what happens at the edges
   * @return a tensor {@code [batch, steps', channels]}
   */
  public <T extends TFloating> Operand<T> averagePool1d(
      String name, Operand<T> x, int size, int stride, Padding padding) {
    return pooling.sequences(Pooling.Kind.AVERAGE, name, x, size, stride, padding);
  }

  /**
   * The largest value of each channel, over all positions.
   *
   * @param <T> the element type
   * @param name its name
   * @param x a tensor {@code [batch, …, channels]}
   * @return a tensor {@code [batch, channels]}
   */
  public <T extends TFloating> Operand<T> globalMaxPool(String name, Operand<T> x) {
    return pooling.global(Pooling.Kind.MAX, name, x);
  }

  /**
   * The mean of each channel, over all positions.
   *
   * @param <T> the element type
   * @param name its name
   * @param x a tensor {@code [batch, …, channels]}
   * @return a tensor {@code [batch, channels]}
   */
  public <T extends TFloating> Operand<T> globalAveragePool(String name, Operand<T> x) {
    return pooling.global(Pooling.Kind.AVERAGE, name, x);
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

  /**
   * A vector for each id.
   *
   * @param name its name; the variable is {@code embeddings} {@code [rows, size]}
   * @param ids int32 or int64 of any shape; one that is not in the table fails the run
   * @param settings the table; nothing is combined
   * @return a tensor of the shape of the ids, followed by the size of a vector
   * @throws IllegalArgumentException if a layer has this name already
   */
  public Operand<TFloat32> embedding(
      String name, Operand<? extends TNumber> ids, Embedding settings) {
    return embedding(name, ids, settings, TFloat32.class);
  }

  /**
   * A vector for each id, of an element type of choice; see {@link #embedding(String, Operand,
   * Embedding)}.
   *
   * @param <T> the element type
   * @param name its name
   * @param ids int32 or int64 of any shape
   * @param settings the table
   * @param type the element type
   * @return a tensor of the shape of the ids, followed by the size of a vector
   */
  public <T extends TFloating> Operand<T> embedding(
      String name, Operand<? extends TNumber> ids, Embedding settings, Class<T> type) {
    return graph.scope(name, () -> new EmbeddingTable<>(graph, type, settings).each(ids));
  }

  /**
   * One vector for the ids of each example, combined as the settings say. Negative ids are padding:
   * they count for nothing and touch no row of the table.
   *
   * @param name its name; the variable is {@code embeddings} {@code [rows, size]}
   * @param ids int32 or int64 {@code [batch, most]}
   * @param settings the table, and how its vectors are combined
   * @return a tensor {@code [batch, size]}; zeros for an example without ids
   * @throws IllegalArgumentException if the shape does not fit, or a layer has this name already
   */
  public Operand<TFloat32> embeddingBag(
      String name, Operand<? extends TNumber> ids, Embedding settings) {
    return embeddingBag(name, ids, settings, TFloat32.class);
  }

  /**
   * One vector for the ids of each example, of an element type of choice; see {@link
   * #embeddingBag(String, Operand, Embedding)}.
   *
   * @param <T> the element type
   * @param name its name
   * @param ids int32 or int64 {@code [batch, most]}
   * @param settings the table, and how its vectors are combined
   * @param type the element type
   * @return a tensor {@code [batch, size]}
   */
  public <T extends TFloating> Operand<T> embeddingBag(
      String name, Operand<? extends TNumber> ids, Embedding settings, Class<T> type) {
    Arguments.rank(name, ids, 2, "[batch, most] of ids");
    return graph.scope(name, () -> new EmbeddingTable<>(graph, type, settings).combined(ids));
  }

  /**
   * One vector for the ids of each row of a ragged feature; see {@link #embeddingBag(String,
   * Operand, Embedding)}.
   *
   * @param name its name; the variable is {@code embeddings} {@code [rows, size]}
   * @param ids int32 or int64, one value a place; negative ones count for nothing
   * @param settings the table, and how its vectors are combined
   * @return a tensor {@code [batch, size]}; zeros for a row without ids
   * @throws IllegalArgumentException if a layer has this name already
   */
  public Operand<TFloat32> embeddingBag(
      String name, RaggedOperand<? extends TNumber> ids, Embedding settings) {
    return graph.scope(
        name,
        () ->
            new EmbeddingTable<>(graph, TFloat32.class, settings)
                .combined(ids.values(), ids.rows(graph.ops()), ids.rowCount(graph.ops())));
  }

  /**
   * One vector for the ids of each row of a sparse feature, whatever their places; see {@link
   * #embeddingBag(String, Operand, Embedding)}.
   *
   * @param name its name; the variable is {@code embeddings} {@code [rows, size]}
   * @param ids int32 or int64; negative ones count for nothing
   * @param settings the table, and how its vectors are combined
   * @return a tensor {@code [batch, size]}; zeros for a row without ids
   * @throws IllegalArgumentException if a layer has this name already
   */
  public Operand<TFloat32> embeddingBag(
      String name, SparseOperand<? extends TNumber> ids, Embedding settings) {
    return graph.scope(
        name,
        () ->
            new EmbeddingTable<>(graph, TFloat32.class, settings)
                .combined(ids.values(), ids.rows(graph.ops()), ids.rowCount(graph.ops())));
  }

  /**
   * Layer normalisation with an epsilon of 0.001; see {@link #layerNorm(String, Operand, double)}.
   *
   * @param <T> the element type
   * @param name its name
   * @param x a tensor {@code [batch, …, channels]}
   * @return a tensor of the same shape
   */
  public <T extends TFloating> Operand<T> layerNorm(String name, Operand<T> x) {
    return layerNorm(name, x, 1e-3);
  }

  /**
   * Normalises along the last dimension, in every mode alike, then multiplies with {@code gamma}
   * and adds {@code beta}.
   *
   * @param <T> the element type
   * @param name its name
   * @param x a tensor {@code [batch, …, channels]}; the number of channels must be known
   * @param epsilon added to the variance
   * @return a tensor of the same shape
   * @throws IllegalArgumentException if the shape does not fit, or a layer has this name already
   * @see <a href="https://arxiv.org/abs/1607.06450">Ba et al.: Layer Normalization</a>
   */
  public <T extends TFloating> Operand<T> layerNorm(String name, Operand<T> x, double epsilon) {
    Arguments.epsilon(epsilon);
    long channels = Arguments.lastDimension(name, x, "[batch, …, channels]");
    return graph.scope(name, () -> LayerNormalization.of(graph, x, channels, epsilon));
  }

  /**
   * A gated recurrent unit over sequences of full length; see {@link #gru(String, Operand, int,
   * Operand)}.
   *
   * @param <T> the element type
   * @param name its name
   * @param x a tensor {@code [batch, steps, inputs]}
   * @param units the size of the state
   * @return all outputs, and the last
   */
  public <T extends TFloating> RnnOutputs<T> gru(String name, Operand<T> x, int units) {
    return recurrent(name, x, units, null, false);
  }

  /**
   * A gated recurrent unit. Unrolled, so the number of steps must be known.
   *
   * @param <T> the element type
   * @param name its name; the variables are {@code gru_cell/gates/kernel}, {@code
   *     gru_cell/gates/bias}, {@code gru_cell/candidate/kernel} and {@code gru_cell/candidate/bias}
   * @param x a tensor {@code [batch, steps, inputs]}; steps and inputs must be known
   * @param units the size of the state
   * @param lengths how long each sequence is, {@code [batch]}; behind its end the state stays and
   *     the outputs are zeros
   * @return all outputs, and the last
   * @throws IllegalArgumentException if a shape does not fit, or a layer has this name already
   * @see <a href="https://arxiv.org/abs/1406.1078">Cho et al.</a>
   */
  public <T extends TFloating> RnnOutputs<T> gru(
      String name, Operand<T> x, int units, Operand<? extends TNumber> lengths) {
    return recurrent(name, x, units, lengths, false);
  }

  /**
   * Long short-term memory over sequences of full length; see {@link #lstm(String, Operand, int,
   * Operand)}.
   *
   * @param <T> the element type
   * @param name its name
   * @param x a tensor {@code [batch, steps, inputs]}
   * @param units the size of the state
   * @return all outputs, and the last
   */
  public <T extends TFloating> RnnOutputs<T> lstm(String name, Operand<T> x, int units) {
    return recurrent(name, x, units, null, true);
  }

  /**
   * Long short-term memory, with 1 added to the forget gate. Unrolled, so the number of steps must
   * be known.
   *
   * @param <T> the element type
   * @param name its name; the variables are {@code lstm_cell/kernel} and {@code lstm_cell/bias}
   * @param x a tensor {@code [batch, steps, inputs]}; steps and inputs must be known
   * @param units the size of the state
   * @param lengths how long each sequence is, {@code [batch]}; behind its end the state stays and
   *     the outputs are zeros
   * @return all outputs, and the last
   * @throws IllegalArgumentException if a shape does not fit, or a layer has this name already
   * @see <a href="https://www.bioinf.jku.at/publications/older/2604.pdf">Hochreiter and
   *     Schmidhuber</a>
   */
  public <T extends TFloating> RnnOutputs<T> lstm(
      String name, Operand<T> x, int units, Operand<? extends TNumber> lengths) {
    return recurrent(name, x, units, lengths, true);
  }

  /**
   * Multi-head attention where every position may be seen; see {@link #attention(String, Operand,
   * Operand, Operand, Attention)}.
   *
   * @param <T> the element type
   * @param name its name
   * @param query what asks, {@code [batch, queries, width]}
   * @param value what is asked, {@code [batch, values, width']}; the query itself for
   *     self-attention
   * @param settings what it is like
   * @return a tensor {@code [batch, queries, width]}
   */
  public <T extends TFloating> Operand<T> attention(
      String name, Operand<T> query, Operand<T> value, Attention settings) {
    return attend(name, query, value, null, settings);
  }

  /**
   * Multi-head attention.
   *
   * @param <T> the element type
   * @param name its name; the variables are {@code kernel} and {@code bias} of {@code query},
   *     {@code key}, {@code value} and {@code attention_output}, shaped as Keras'
   * @param query what asks, {@code [batch, queries, width]}; the width must be known
   * @param value what is asked, {@code [batch, values, width']}; the width must be known
   * @param mask true where a query may see a value, {@code [batch, queries, values]}; sizes of 1
   *     are broadcast
   * @param settings what it is like
   * @return a tensor {@code [batch, queries, width]}
   * @throws IllegalArgumentException if a shape does not fit, or a layer has this name already
   * @see <a href="https://arxiv.org/abs/1706.03762">Vaswani et al.: Attention Is All You Need</a>
   */
  public <T extends TFloating> Operand<T> attention(
      String name, Operand<T> query, Operand<T> value, Operand<TBool> mask, Attention settings) {
    Arguments.rank(name, mask, 3, "[batch, queries, values] as its mask");
    return attend(name, query, value, mask, settings);
  }

  private <T extends TFloating> Operand<T> attend(
      String name,
      Operand<T> query,
      Operand<T> value,
      @Nullable Operand<TBool> mask,
      Attention settings) {
    for (Operand<T> x : List.of(query, value)) {
      Arguments.rank(name, x, 3, "[batch, positions, width]");
      Arguments.known(name, "last dimension", x, 2);
    }
    return graph.scope(
        name, () -> new MultiHeadAttention(graph, this, settings).build(query, value, mask));
  }

  private <T extends TFloating> RnnOutputs<T> recurrent(
      String name,
      Operand<T> x,
      int units,
      @Nullable Operand<? extends TNumber> lengths,
      boolean lstm) {
    Arguments.positive("units", units);
    Arguments.rank(name, x, 3, "[batch, steps, inputs]");
    Arguments.known(name, "number of steps", x, 1);
    Arguments.known(name, "last dimension", x, 2);
    if (lengths != null) {
      Arguments.rank(name, lengths, 1, "[batch] as its lengths");
    }
    return graph.scope(
        name,
        () -> {
          Recurrent<T> layer = new Recurrent<>(graph, x, units, lengths);
          return lstm ? layer.lstm() : layer.gru();
        });
  }

  private static long channelsOfImage(String name, Operand<?> x) {
    Arguments.rank(name, x, 4, Pooling.IMAGE);
    return Arguments.known(name, "number of channels", x, 3);
  }
}
