package org.estimator4j.nn.optimizer;

import java.util.List;
import org.estimator4j.graph.IndexedRows;
import org.estimator4j.graph.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TFloating;

/** A step of Adam in which a gradient of rows moves these rows. */
final class LazyAdamUpdate extends AdamUpdate {

  LazyAdamUpdate(OptimizerState state, AdamNumbers numbers) {
    super(state, numbers, "Adam");
  }

  @Override
  public <T extends TFloating> Op applyRows(Ops tf, Variable<T> variable, IndexedRows<T> rows) {
    Class<T> type = variable.type();
    Variable<T> first = moment(variable);
    Variable<T> second = moment(variable);
    Operand<T> squares = tf.math.square(rows.values());
    Operand<T> mean = mean(tf, first, rows, numbers.beta1(state, type));
    Operand<T> meanSquare = mean(tf, second, rows.withValues(squares), numbers.beta2(state, type));
    return tf.withControlDependencies(
            List.of(
                tf.resourceScatterUpdate(first.handle(), rows.indices(), mean),
                tf.resourceScatterUpdate(second.handle(), rows.indices(), meanSquare)))
        .resourceScatterSub(
            variable.handle(), rows.indices(), change(tf, variable, mean, meanSquare));
  }

  /** The new values of the rows of a moment. */
  private static <T extends TFloating> Operand<T> mean(
      Ops tf, Variable<T> moment, IndexedRows<T> rows, Operand<T> beta) {
    return tf.math.add(
        tf.math.mul(moment.gather(tf, rows.indices()), beta),
        tf.math.mul(rows.values(), complement(tf, beta)));
  }
}
