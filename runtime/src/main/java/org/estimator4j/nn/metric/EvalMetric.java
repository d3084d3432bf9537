package org.estimator4j.nn.metric;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;

/** A measure over all batches of an evaluation: an operation that takes a batch in, and a value. */
public final class EvalMetric {

  private final Operand<?> value;
  private final Op update;
  private final @Nullable Op reset;
  private final @Nullable Operand<?> updateResult;

  EvalMetric(Operand<?> value, Op update, @Nullable Op reset, @Nullable Operand<?> updateResult) {
    this.value = value;
    this.update = update;
    this.reset = reset;
    this.updateResult = updateResult;
  }

  /**
   * A metric of one's own. Its state belongs in local variables, so that it starts afresh at each
   * evaluation. A value that is a serialised {@code Summary}, a string such as {@code
   * Ops.summary.imageSummary} gives, is shown in TensorBoard as {@code <metric>/0} and so on.
   *
   * @param value the value over what was taken in so far; reading it must not change it
   * @param update takes the current batch in
   * @return the metric
   */
  public static EvalMetric of(Operand<?> value, Op update) {
    return new EvalMetric(value, update, null, null);
  }

  /**
   * A metric of one's own that can be reset.
   *
   * @param value the value over what was taken in so far; reading it must not change it
   * @param update takes the current batch in
   * @param reset forgets what was taken in
   * @return the metric
   */
  public static EvalMetric of(Operand<?> value, Op update, Op reset) {
    return new EvalMetric(value, update, reset, null);
  }

  /**
   * The value over what was taken in so far. Fetched together with {@link #update()}, a metric of
   * {@link Metrics} gives the value before it.
   *
   * @return a tensor
   */
  public Operand<?> value() {
    return value;
  }

  /**
   * Takes the current batch in.
   *
   * @return an operation
   */
  public Op update() {
    return update;
  }

  /**
   * Takes the current batch in and gives the value after it, as Python's {@code update_op} does;
   * for a loop of one's own that shows the value at each step.
   *
   * @return a tensor, if the metric has one, which the metrics of {@link Metrics} do
   */
  public Optional<Operand<?>> updateResult() {
    return Optional.ofNullable(updateResult);
  }

  /**
   * Forgets what was taken in.
   *
   * @return an operation, if the metric has one
   */
  public Optional<Op> reset() {
    return Optional.ofNullable(reset);
  }
}
