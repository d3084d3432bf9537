package org.estimator4j.graph;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * A variable that is about to be made, as its initialiser sees it.
 *
 * @param <T> its element type
 * @param name its full name
 * @param type its element type
 * @param shape its shape, fully known
 * @param runSeed the seed of the run
 */
public record NewVariable<T extends TType>(String name, Class<T> type, Shape shape, long runSeed) {

  /**
   * The key for stateless random ops: made of the run's seed and the variable's name, so that each
   * variable has values of its own, and the same in every run with this seed.
   *
   * @param tf the ops to build with
   * @return an int64 vector of two
   */
  public Operand<TInt64> seed(Ops tf) {
    return tf.withName("seed").constant(new long[] {Keys.of(runSeed, name), 0});
  }
}
