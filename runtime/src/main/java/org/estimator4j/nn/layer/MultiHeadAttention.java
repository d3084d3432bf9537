package org.estimator4j.nn.layer;

import java.util.List;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.initializer.Initializers;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/** Attention as Keras' {@code MultiHeadAttention}: names, shapes and order of its products. */
record MultiHeadAttention(ModelGraph graph, Layers layers, Attention settings) {

  /** Where the mask forbids, this is added to what the softmax is taken of. */
  private static final double FORBIDDEN = -1e9;

  <T extends TFloating> Operand<T> build(
      Operand<T> query, Operand<T> value, @Nullable Operand<TBool> mask) {
    Ops tf = graph.ops();
    Operand<T> q = project("query", query);
    Operand<T> k = project("key", value);
    Operand<T> v = project("value", value);
    Operand<T> factor = scalar(tf, 1 / Math.sqrt(settings.size()), query);
    Operand<T> scores = tf.linalg.einsum(List.of(k, tf.math.mul(q, factor)), "aecd,abcd->acbe");
    if (mask != null) {
      scores = allow(tf, scores, tf.expandDims(mask, tf.constant(1)));
    }
    if (settings.causal()) {
      scores = allow(tf, scores, before(tf, query, value));
    }
    Operand<T> attention = layers.dropout("dropout", tf.nn.softmax(scores), settings.dropout());
    Operand<T> mixed = tf.linalg.einsum(List.of(attention, v), "acbe,aecd->abcd");
    return graph.scope("attention_output", () -> output(graph.ops(), mixed, query));
  }

  private <T extends TFloating> Operand<T> project(String name, Operand<T> x) {
    long width = x.shape().get(2);
    return graph.scope(
        name,
        () -> {
          Ops tf = graph.ops();
          Variable<T> kernel =
              variable("kernel", x, Shape.of(width, settings.heads(), settings.size()), true);
          Variable<T> bias =
              variable("bias", x, Shape.of(settings.heads(), settings.size()), false);
          return tf.math.add(tf.linalg.einsum(List.of(x, kernel), "abc,cde->abde"), bias);
        });
  }

  private <T extends TFloating> Operand<T> output(Ops tf, Operand<T> mixed, Operand<T> query) {
    long width = query.shape().get(2);
    Variable<T> kernel =
        variable("kernel", query, Shape.of(settings.heads(), settings.size(), width), true);
    Variable<T> bias = variable("bias", query, Shape.of(width), false);
    return tf.math.add(tf.linalg.einsum(List.of(mixed, kernel), "abcd,cde->abe"), bias);
  }

  private <T extends TFloating> Variable<T> variable(
      String name, Operand<T> like, Shape shape, boolean random) {
    return new Weights(graph)
        .make(
            name,
            like.type(),
            shape,
            random ? Initializers.glorotUniform() : Initializers.zeros(),
            null);
  }

  /** {@code [queries, values]}: the value is not behind the query. */
  private static <T extends TFloating> Operand<TBool> before(
      Ops tf, Operand<T> query, Operand<T> value) {
    return tf.math.greaterEqual(
        tf.expandDims(positions(tf, query), tf.constant(1)),
        tf.expandDims(positions(tf, value), tf.constant(0)));
  }

  private static <T extends TFloating> Operand<TInt32> positions(Ops tf, Operand<T> x) {
    Operand<TInt32> steps =
        tf.slice(tf.shape(x), tf.constant(new int[] {1}), tf.constant(new int[] {1}));
    return tf.range(tf.constant(0), tf.reshape(steps, tf.constant(new int[0])), tf.constant(1));
  }

  private static <T extends TFloating> Operand<T> allow(
      Ops tf, Operand<T> scores, Operand<TBool> mask) {
    Operand<T> forbidden = tf.dtypes.cast(tf.math.logicalNot(mask), scores.type());
    return tf.math.add(scores, tf.math.mul(forbidden, scalar(tf, FORBIDDEN, scores)));
  }

  private static <T extends TFloating> Operand<T> scalar(Ops tf, double value, Operand<T> like) {
    return tf.dtypes.cast(tf.constant(value), like.type());
  }
}
