package org.estimator4j.nn.schedule;

import org.tensorflow.op.Ops;

/** Cosine decays one after the other, each as long as the one before or longer by a factor. */
final class Restarts {

  private final float longer;
  private final float smaller;

  Restarts(double tMul, double mMul) {
    if (!Double.isFinite(tMul) || tMul < 1) {
      throw new IllegalArgumentException("tMul must be 1 at least and finite, got " + tMul);
    }
    this.longer = (float) tMul;
    this.smaller = Numbers.rate("mMul", mMul);
  }

  /** The factor of the rate, by the time in lengths of the first decay. */
  Progress factor(Progress time) {
    Progress round = longer == 1 ? time.floor() : round(time);
    Progress done = longer == 1 ? time.minus(round) : done(time, round);
    return done.cosine().times(round.of(smaller));
  }

  /** How many decays are over, if their lengths are a geometric series. */
  private Progress round(Progress time) {
    Ops tf = time.tf();
    Progress grown = time.times(1 - longer).from(1);
    Progress log = time.with(tf.math.log(grown.value()));
    return log.over(time.with(tf.math.log(tf.constant(longer)))).floor();
  }

  private Progress done(Progress time, Progress round) {
    Progress length = round.of(longer);
    Progress before = length.from(1).over(1 - longer);
    return time.minus(before).over(length);
  }
}
