package org.estimator4j.nn.schedule;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** Rates that hold between boundaries. */
final class Pieces {

  private final List<Long> boundaries;
  private final List<Double> rates;

  Pieces(List<Long> boundaries, List<Double> rates) {
    this.boundaries = List.copyOf(boundaries);
    this.rates = List.copyOf(rates);
    if (rates.size() != boundaries.size() + 1) {
      throw new IllegalArgumentException(
          "there must be one rate more than boundaries, got "
              + rates.size()
              + " rates for "
              + boundaries.size()
              + " boundaries");
    }
    for (int i = 1; i < boundaries.size(); i++) {
      if (boundaries.get(i) <= boundaries.get(i - 1)) {
        throw new IllegalArgumentException("the boundaries must rise, got " + boundaries);
      }
    }
    rates.forEach(rate -> Numbers.rate("the learning rate", rate));
  }

  Schedule schedule() {
    return new Named(
        "piecewiseConstant(" + boundaries + ", " + rates + ")",
        (tf, step) -> {
          Operand<TFloat32> rate = tf.constant(rates.get(boundaries.size()).floatValue());
          for (int i = boundaries.size() - 1; i >= 0; i--) {
            rate =
                tf.select(
                    tf.math.lessEqual(step, tf.constant(boundaries.get(i))),
                    tf.constant(rates.get(i).floatValue()),
                    rate);
          }
          return rate;
        });
  }
}
