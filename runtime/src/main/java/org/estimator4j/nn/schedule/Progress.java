package org.estimator4j.nn.schedule;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Arithmetic on float32 scalars, as the reference's schedules do theirs. */
record Progress(Ops tf, Operand<TFloat32> value) {

  Progress with(Operand<TFloat32> newValue) {
    return new Progress(tf, newValue);
  }

  Progress constant(float number) {
    return with(tf.constant(number));
  }

  Progress plus(float number) {
    return with(tf.math.add(value, tf.constant(number)));
  }

  Progress minus(Progress other) {
    return with(tf.math.sub(value, other.value));
  }

  Progress times(float number) {
    return with(tf.math.mul(tf.constant(number), value));
  }

  Progress times(Progress other) {
    return with(tf.math.mul(value, other.value));
  }

  Progress over(float number) {
    return with(tf.math.div(value, tf.constant(number)));
  }

  Progress over(Progress other) {
    return with(tf.math.div(value, other.value));
  }

  Progress power(float exponent) {
    return with(tf.math.pow(value, tf.constant(exponent)));
  }

  Progress atMost(float limit) {
    return with(tf.math.minimum(value, tf.constant(limit)));
  }

  Progress floor() {
    return with(tf.math.floor(value));
  }

  Progress floorIf(boolean staircase) {
    return staircase ? floor() : this;
  }

  /** {@code number - this}. */
  Progress from(float number) {
    return with(tf.math.sub(tf.constant(number), value));
  }

  /** {@code base ^ this}. */
  Progress of(float base) {
    return with(tf.math.pow(tf.constant(base), value));
  }

  /** {@code (1 + cos(π · this)) / 2}, which falls from 1 to 0 as this rises to 1. */
  Progress cosine() {
    Operand<TFloat32> turn = tf.math.mul(tf.constant((float) Math.PI), value);
    return with(tf.math.cos(turn)).plus(1).times(0.5f);
  }
}
