package org.estimator4j.nn.optimizer;

import java.util.List;
import org.estimator4j.graph.IndexedRows;
import org.estimator4j.graph.Variable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TNumber;

/** A step of Adam, in which a gradient of rows moves all rows. */
class AdamUpdate implements Optimizer.Update {

  final OptimizerState state;
  final AdamNumbers numbers;
  private final String slot;
  private final Variable<TFloat32> beta1Power;
  private final Variable<TFloat32> beta2Power;

  /**
   * Starts a step.
   *
   * @param slot what both moments are called
   */
  AdamUpdate(OptimizerState state, AdamNumbers numbers, String slot) {
    this.state = state;
    this.numbers = numbers;
    this.slot = slot;
    this.beta1Power = state.scalar("beta1_power", numbers.beta1());
    this.beta2Power = state.scalar("beta2_power", numbers.beta2());
  }

  /** A new moment of a variable: the first is made first. */
  final <T extends TFloating> Variable<T> moment(Variable<T> variable) {
    return state.zeros(variable, slot);
  }

  @Override
  public <T extends TFloating> Op apply(Ops tf, Variable<T> variable, Operand<T> gradient) {
    Class<T> type = variable.type();
    return tf.train.resourceApplyAdam(
        variable.handle(),
        moment(variable).handle(),
        moment(variable).handle(),
        state.value(beta1Power, type),
        state.value(beta2Power, type),
        state.learningRate(variable),
        numbers.beta1(state, type),
        numbers.beta2(state, type),
        numbers.epsilon(state, type),
        gradient);
  }

  /**
   * What the dense kernel does with zeros in all other rows: there is no kernel for rows, since the
   * moments of all rows decay.
   */
  @Override
  public <T extends TFloating> Op applyRows(Ops tf, Variable<T> variable, IndexedRows<T> rows) {
    Class<T> type = variable.type();
    Operand<T> values = rows.values();
    Operand<T> mean =
        decayed(tf, moment(variable), numbers.beta1(state, type), rows.indices(), values);
    Operand<T> squares = tf.math.square(values);
    Operand<T> meanSquare =
        decayed(tf, moment(variable), numbers.beta2(state, type), rows.indices(), squares);
    return variable.assignSub(tf, change(tf, variable, mean, meanSquare));
  }

  private static <T extends TFloating> Operand<T> decayed(
      Ops tf,
      Variable<T> moment,
      Operand<T> beta,
      Operand<? extends TNumber> indices,
      Operand<T> values) {
    Operand<T> added = tf.math.mul(values, complement(tf, beta));
    Op decay = moment.assign(tf, tf.math.mul(moment.read(tf), beta));
    Op add =
        tf.withControlDependencies(List.of(decay))
            .resourceScatterAdd(moment.handle(), indices, added);
    return moment.read(tf.withControlDependencies(List.of(add)));
  }

  /** How far a variable, or rows of it, move. */
  final <T extends TFloating> Operand<T> change(
      Ops tf, Variable<T> variable, Operand<T> mean, Operand<T> meanSquare) {
    Class<T> type = variable.type();
    Operand<T> correction =
        tf.math.div(
            tf.math.sqrt(complement(tf, state.value(beta2Power, type))),
            complement(tf, state.value(beta1Power, type)));
    Operand<T> rate = tf.math.mul(state.learningRate(variable), correction);
    return tf.math.div(
        tf.math.mul(rate, mean),
        tf.math.add(tf.math.sqrt(meanSquare), numbers.epsilon(state, type)));
  }

  /** {@code 1 - x}. */
  static <T extends TFloating> Operand<T> complement(Ops tf, Operand<T> x) {
    return tf.math.sub(tf.onesLike(x), x);
  }

  @Override
  public List<Op> finish(Ops tf) {
    return List.of(decay(tf, beta1Power, numbers.beta1()), decay(tf, beta2Power, numbers.beta2()));
  }

  private static Op decay(Ops tf, Variable<TFloat32> power, float beta) {
    return power.assign(power.afterReads(tf), tf.math.mul(power, tf.constant(beta)));
  }
}
