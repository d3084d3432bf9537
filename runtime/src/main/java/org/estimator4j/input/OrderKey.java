package org.estimator4j.input;

/**
 * What an order of rows depends on, beside the recipe.
 *
 * @param seed the seed of the run
 * @param round which reading of the rows this is: made of the pass and of the rounds of every
 *     {@code repeat} above
 */
record OrderKey(long seed, long round) {

  static OrderKey of(InputContext context) {
    return new OrderKey(context.seed(), context.pass());
  }

  /** The key of a round below a {@code repeat}. */
  OrderKey round(long number) {
    return new OrderKey(seed, SplitMix.mix(round, number));
  }
}
