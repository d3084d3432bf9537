/**
 * A graph under construction: names, variables, randomness, collections, gradients.
 *
 * <p>{@link org.estimator4j.graph.ModelGraph} owns one TensorFlow graph and everything that one
 * mode of a model puts into it. Operations come from its {@link
 * org.estimator4j.graph.ModelGraph#ops() ops}, an ordinary {@code org.tensorflow.op.Ops} over a
 * scope of ours; variables come from {@link org.estimator4j.graph.ModelGraph#variable}; gradients
 * from {@link org.estimator4j.graph.ModelGraph#gradients}.
 */
@NullMarked
package org.estimator4j.graph;

import org.jspecify.annotations.NullMarked;
