package org.estimator4j.nn.loss;

/** What becomes of the weighted losses of the elements; Python's {@code tf.losses.Reduction}. */
public enum Reduction {
  /** They stay as they are. Such a loss is no scalar, so it is not among the graph's losses. */
  NONE,

  /** Their sum. */
  SUM,

  /** Their sum over the sum of the weights. */
  MEAN,

  /** Their sum over the number of elements. */
  SUM_OVER_BATCH_SIZE,

  /** Their sum over the number of elements whose weight is not 0; what a loss does by default. */
  SUM_BY_NONZERO_WEIGHTS
}
