package org.estimator4j.nn.schedule;

import java.util.List;
import java.util.function.UnaryOperator;
import org.tensorflow.types.TFloat32;

/**
 * The learning-rate schedules of Python's {@code tf.compat.v1.train}, equal to them in numbers;
 * {@code step} stands for the global step. All compute in float32. A NaN, an infinite or negative
 * rate, and a number of steps that is not positive are refused with an {@link
 * IllegalArgumentException}.
 */
public final class Schedules {

  private Schedules() {}

  /**
   * {@code rate · decayRate ^ (step / decaySteps)}.
   *
   * @param rate the first rate
   * @param decaySteps after how many steps the rate has fallen once by the factor
   * @param decayRate the factor, positive
   * @return the schedule
   */
  public static Schedule exponentialDecay(double rate, long decaySteps, double decayRate) {
    return exponentialDecay(rate, decaySteps, decayRate, false);
  }

  /**
   * As {@link #exponentialDecay(double, long, double)}, if wanted in stairs.
   *
   * @param rate the first rate
   * @param decaySteps after how many steps the rate has fallen once by the factor
   * @param decayRate the factor, positive
   * @param staircase whether it falls only after each {@code decaySteps}
   * @return the schedule
   */
  public static Schedule exponentialDecay(
      double rate, long decaySteps, double decayRate, boolean staircase) {
    float first = Numbers.rate("the learning rate", rate);
    float steps = Numbers.steps("decaySteps", decaySteps);
    float factor = Numbers.positive("decayRate", decayRate);
    return named(
        text("exponentialDecay", rate, decaySteps, decayRate, staircase),
        step -> step.over(steps).floorIf(staircase).of(factor).times(first));
  }

  /**
   * {@code rate · e ^ (-decayRate · step / decaySteps)}.
   *
   * @param rate the first rate
   * @param decaySteps the unit of time
   * @param decayRate how fast it falls
   * @param staircase whether it falls only after each {@code decaySteps}
   * @return the schedule
   */
  public static Schedule naturalExpDecay(
      double rate, long decaySteps, double decayRate, boolean staircase) {
    float first = Numbers.rate("the learning rate", rate);
    float steps = Numbers.steps("decaySteps", decaySteps);
    float decay = Numbers.finite("decayRate", decayRate);
    return named(
        text("naturalExpDecay", rate, decaySteps, decayRate, staircase),
        step -> {
          Progress time = step.over(steps).floorIf(staircase);
          Progress factor = step.with(step.tf().math.exp(step.tf().constant(-decay)));
          return step.with(step.tf().math.pow(factor.value(), time.value())).times(first);
        });
  }

  /**
   * {@code rate / (1 + decayRate · step / decaySteps)}.
   *
   * @param rate the first rate
   * @param decaySteps the unit of time
   * @param decayRate how fast it falls, not negative
   * @param staircase whether it falls only after each {@code decaySteps}
   * @return the schedule
   */
  public static Schedule inverseTimeDecay(
      double rate, long decaySteps, double decayRate, boolean staircase) {
    float first = Numbers.rate("the learning rate", rate);
    float steps = Numbers.steps("decaySteps", decaySteps);
    float decay = Numbers.rate("decayRate", decayRate);
    return named(
        text("inverseTimeDecay", rate, decaySteps, decayRate, staircase),
        step -> {
          Progress divisor = step.over(steps).floorIf(staircase).times(decay).plus(1);
          return step.constant(first).over(divisor);
        });
  }

  /**
   * {@code (rate - endRate) · (1 - step / decaySteps) ^ power + endRate}, and {@code endRate} after
   * {@code decaySteps}.
   *
   * @param rate the first rate
   * @param decaySteps when the last rate is reached
   * @param endRate the last rate
   * @param power 1 for a straight line
   * @return the schedule
   */
  public static Schedule polynomialDecay(
      double rate, long decaySteps, double endRate, double power) {
    return polynomialDecay(rate, decaySteps, endRate, power, false);
  }

  /**
   * As {@link #polynomialDecay(double, long, double, double)}, if wanted in cycles: beyond {@code
   * decaySteps} the end is put off to its next multiple.
   *
   * @param rate the first rate
   * @param decaySteps when the last rate is reached
   * @param endRate the last rate
   * @param power 1 for a straight line
   * @param cycle whether it goes on in cycles
   * @return the schedule
   */
  public static Schedule polynomialDecay(
      double rate, long decaySteps, double endRate, double power, boolean cycle) {
    float first = Numbers.rate("the learning rate", rate);
    float steps = Numbers.steps("decaySteps", decaySteps);
    float last = Numbers.rate("endRate", endRate);
    float exponent = Numbers.finite("power", power);
    return named(
        text("polynomialDecay", rate, decaySteps, endRate, power, cycle),
        step -> {
          Progress done = cycle ? step.over(cycleEnd(step, steps)) : step.atMost(steps).over(steps);
          return done.from(1).power(exponent).times(first - last).plus(last);
        });
  }

  private static Progress cycleEnd(Progress step, float steps) {
    var tf = step.tf();
    Progress cycles = step.with(tf.math.ceil(step.over(steps).value()));
    Progress one = step.constant(1);
    var atStart = tf.math.equal(step.value(), tf.constant(0f));
    return step.with(tf.select(atStart, one.value(), cycles.value())).times(steps);
  }

  /**
   * Half a cosine: {@code rate · ((1 - alpha) · (1 + cos(π · step / decaySteps)) / 2 + alpha)}.
   *
   * @param rate the first rate
   * @param decaySteps when the end is reached
   * @param alpha which part of the rate remains at the end
   * @return the schedule
   */
  public static Schedule cosineDecay(double rate, long decaySteps, double alpha) {
    float first = Numbers.rate("the learning rate", rate);
    float steps = Numbers.steps("decaySteps", decaySteps);
    float rest = Numbers.rate("alpha", alpha);
    return named(
        text("cosineDecay", rate, decaySteps, alpha),
        step -> step.atMost(steps).over(steps).cosine().times(1 - rest).plus(rest).times(first));
  }

  /**
   * Cosine decays one after the other (SGDR: Loshchilov and Hutter, 2016).
   *
   * @param rate the first rate
   * @param firstDecaySteps the length of the first decay
   * @param tMul how much longer each decay is than the one before, 1 at least
   * @param mMul with what its first rate is multiplied
   * @param alpha which part of the rate remains at an end
   * @return the schedule
   */
  public static Schedule cosineDecayRestarts(
      double rate, long firstDecaySteps, double tMul, double mMul, double alpha) {
    float first = Numbers.rate("the learning rate", rate);
    float steps = Numbers.steps("firstDecaySteps", firstDecaySteps);
    float rest = Numbers.rate("alpha", alpha);
    Restarts restarts = new Restarts(tMul, mMul);
    return named(
        text("cosineDecayRestarts", rate, firstDecaySteps, tMul, mMul, alpha),
        step -> restarts.factor(step.over(steps)).times(1 - rest).plus(rest).times(first));
  }

  /**
   * A line times a cosine (Bello et al., 2017): {@code rate · ((alpha + 1 - step / decaySteps) · (1
   * + cos(2π · numPeriods · step / decaySteps)) / 2 + beta)}.
   *
   * @param rate the first rate
   * @param decaySteps when the end is reached
   * @param numPeriods how many periods the cosine has until then
   * @param alpha raises the line
   * @param beta raises all
   * @return the schedule
   */
  public static Schedule linearCosineDecay(
      double rate, long decaySteps, double numPeriods, double alpha, double beta) {
    float first = Numbers.rate("the learning rate", rate);
    float steps = Numbers.steps("decaySteps", decaySteps);
    float periods = Numbers.finite("numPeriods", numPeriods);
    float raise = Numbers.finite("alpha", alpha);
    float rest = Numbers.finite("beta", beta);
    return named(
        text("linearCosineDecay", rate, decaySteps, numPeriods, alpha, beta),
        step -> {
          Progress limited = step.atMost(steps);
          Progress line = limited.from(steps).over(steps);
          Progress wave = limited.over(steps).times(2 * periods).cosine();
          return line.plus(raise).times(wave).plus(rest).times(first);
        });
  }

  /**
   * One rate up to and with each boundary, then the next.
   *
   * @param boundaries the last steps of all rates but the last one, rising
   * @param rates one more than there are boundaries
   * @return the schedule
   */
  public static Schedule piecewiseConstant(List<Long> boundaries, List<Double> rates) {
    return new Pieces(boundaries, rates).schedule();
  }

  private static Schedule named(String text, UnaryOperator<Progress> rate) {
    return new Named(
        text,
        (tf, step) -> rate.apply(new Progress(tf, tf.dtypes.cast(step, TFloat32.class))).value());
  }

  private static String text(String name, Object... arguments) {
    String list = List.of(arguments).toString();
    return name + "(" + list.substring(1, list.length() - 1) + ")";
  }
}
