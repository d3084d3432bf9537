package org.estimator4j.input;

import org.estimator4j.annotation.Mode;

/**
 * Where and for what an input is opened. Immutable.
 *
 * @param mode what the batches are for
 * @param seed the seed of the run: a shuffle without a seed of its own depends on it
 * @param shardIndex which worker this is, from 0; an input that does not divide its rows gives all
 *     of them to every worker, as in Python
 * @param shardCount how many workers there are, at least 1
 * @param pass how often the input was read to its end before, from 0: it keys the shuffle, so that
 *     each pass has another order
 * @param position how many batches of this pass to leave out, because steps that were completed
 *     have consumed them
 */
public record InputContext(
    Mode mode, long seed, int shardIndex, int shardCount, long pass, long position) {

  /** Checks the ranges. */
  public InputContext {
    if (shardCount < 1 || shardIndex < 0 || shardIndex >= shardCount) {
      throw new IllegalArgumentException(
          "shard " + shardIndex + " of " + shardCount + " does not exist; shards count from 0");
    }
    if (position < 0) {
      throw new IllegalArgumentException("position (= " + position + ") must not be negative");
    }
  }

  /**
   * The first pass from its beginning, in one process.
   *
   * @param mode what the batches are for
   * @param seed the seed of the run
   * @return the context
   */
  public static InputContext first(Mode mode, long seed) {
    return new InputContext(mode, seed, 0, 1, 0, 0);
  }

  /**
   * The same at another place.
   *
   * @param pass how often the input was read to its end before
   * @param position how many batches of this pass to leave out
   * @return the context
   */
  public InputContext at(long pass, long position) {
    return new InputContext(mode, seed, shardIndex, shardCount, pass, position);
  }
}
