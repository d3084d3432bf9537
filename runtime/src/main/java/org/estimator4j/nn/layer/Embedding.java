package org.estimator4j.nn.layer;

import org.estimator4j.graph.Initializer;
import org.estimator4j.graph.Regularizer;
import org.estimator4j.nn.initializer.Initializers;
import org.jspecify.annotations.Nullable;
import org.tensorflow.types.family.TFloating;

/**
 * Settings of an embedding. Immutable: each method returns a copy.
 *
 * <pre>{@code
 * Embedding settings = Embedding.of(10_000, 16).combine(Embedding.Combiner.MEAN);
 * }</pre>
 */
public final class Embedding {

  final int rows;
  final int size;
  final Combiner combiner;
  final Initializer<TFloating> initializer;
  final @Nullable Regularizer<TFloating> regularizer;

  /** How the vectors of several ids become one. */
  public enum Combiner {
    /** Their sum. */
    SUM,
    /** Their sum, divided by their number. */
    MEAN,
    /** Their sum, divided by the square root of their number. */
    SQRTN
  }

  private Embedding(
      int rows,
      int size,
      Combiner combiner,
      Initializer<TFloating> initializer,
      @Nullable Regularizer<TFloating> regularizer) {
    this.rows = rows;
    this.size = size;
    this.combiner = combiner;
    this.initializer = initializer;
    this.regularizer = regularizer;
  }

  /**
   * A table of vectors that starts with uniform values in [-0.05, 0.05), combined by their mean.
   *
   * @param rows the number of ids: they are 0 to {@code rows - 1}
   * @param size the size of a vector
   * @return the settings
   */
  public static Embedding of(int rows, int size) {
    Arguments.positive("number of ids", rows);
    Arguments.positive("size of the vectors", size);
    return new Embedding(rows, size, Combiner.MEAN, Initializers.randomUniform(-0.05, 0.05), null);
  }

  /**
   * With another way to combine vectors.
   *
   * @param newCombiner the way
   * @return new settings
   */
  public Embedding combine(Combiner newCombiner) {
    return new Embedding(rows, size, newCombiner, initializer, regularizer);
  }

  /**
   * With other first values, such as {@link Initializers#values trained ones}.
   *
   * @param newInitializer makes them
   * @return new settings
   */
  public Embedding initializer(Initializer<TFloating> newInitializer) {
    return new Embedding(rows, size, combiner, newInitializer, regularizer);
  }

  /**
   * With a penalty on the whole table, which makes every step as expensive as the table is large.
   *
   * @param newRegularizer computes the penalty
   * @return new settings
   */
  public Embedding regularizer(Regularizer<TFloating> newRegularizer) {
    return new Embedding(rows, size, combiner, initializer, newRegularizer);
  }
}
