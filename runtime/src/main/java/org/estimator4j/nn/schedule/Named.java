package org.estimator4j.nn.schedule;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TFloating;

/** A schedule that can say what it is. */
record Named(String text, Schedule body) implements Schedule {

  @Override
  public Operand<? extends TFloating> at(Ops tf, Operand<TInt64> globalStep) {
    return body.at(tf, globalStep);
  }

  @Override
  public String toString() {
    return text;
  }
}
