package org.estimator4j.nn.optimizer;

import java.util.List;
import org.estimator4j.graph.Variable;

/**
 * What the steps of an optimizer do beside applying gradients; for {@link Optimizer#with}.
 *
 * <p>In this order: gradients with respect to the variables; their mean over several batches; the
 * gradients' multipliers; clipping and transformations, in the order given; the change of the
 * variables, with the rates' multipliers.
 *
 * <p>Of a gradient of rows, clipping sees the rows as they come, before those of one index are
 * added up, as the reference's does.
 */
public sealed interface StepOption {

  /**
   * Trains these variables, by default all trainable ones.
   *
   * @param variables variables of the graph; a loss need not depend on all
   * @return the option
   */
  static StepOption variables(List<? extends Variable<?>> variables) {
    if (variables.isEmpty()) {
      throw new IllegalArgumentException("the list of variables to train is empty");
    }
    return new Variables(List.copyOf(variables));
  }

  /**
   * Trains the trainable variables of a part of the model; may be given several times.
   *
   * @param part the name of a variable, or the scope of several
   * @return the option
   */
  static StepOption variablesOf(String part) {
    return new VariablesOf(part);
  }

  /**
   * Multiplies the learning rate of a part of the model.
   *
   * @param part the name of a variable, or the scope of several
   * @param factor finite, not negative
   * @return the option; of several for one variable the product counts
   */
  static StepOption rateMultiplier(String part, double factor) {
    return new RateMultiplier(part, Hyperparameters.notNegative("the multiplier", factor));
  }

  /**
   * Multiplies the gradients of a part of the model, as Python's {@code gradient_multipliers}.
   *
   * @param part the name of a variable, or the scope of several
   * @param factor finite, not negative
   * @return the option; of several for one variable the product counts
   */
  static StepOption gradientMultiplier(String part, double factor) {
    return new GradientMultiplier(part, Hyperparameters.notNegative("the multiplier", factor));
  }

  /**
   * Clips each element of a gradient to {@code [-limit, limit]}.
   *
   * @param limit positive
   * @return the option
   */
  static StepOption clipByValue(double limit) {
    float checked = Hyperparameters.positive("the limit", limit);
    return transform((graph, gradients) -> Clipping.eachByValue(graph, gradients, checked));
  }

  /**
   * Clips each gradient to an L2 norm.
   *
   * @param norm positive
   * @return the option
   */
  static StepOption clipByNorm(double norm) {
    float checked = Hyperparameters.positive("the norm", norm);
    return transform((graph, gradients) -> Clipping.eachByNorm(graph, gradients, checked));
  }

  /**
   * Clips all gradients together to a common L2 norm. If it is infinite or NaN, all become NaN, so
   * that the failure shows.
   *
   * @param norm positive
   * @return the option
   */
  static StepOption clipByGlobalNorm(double norm) {
    float checked = Hyperparameters.positive("the norm", norm);
    return transform((graph, gradients) -> Clipping.allByGlobalNorm(graph, gradients, checked));
  }

  /**
   * Changes the gradients in a way of the user's.
   *
   * @param transform what is done
   * @return the option
   */
  static StepOption transform(GradientTransform transform) {
    return new Transform(transform);
  }

  /**
   * Applies the mean gradient of several batches at once, as if they were one. The variables, the
   * optimizer's state and the global step change in the last of them only; what was accumulated is
   * saved in checkpoints. Update operations run with every batch.
   *
   * @param batches 1 at least
   * @return the option
   */
  static StepOption accumulate(int batches) {
    if (batches < 1) {
      throw new IllegalArgumentException("accumulation is over 1 batch at least, got " + batches);
    }
    return new Accumulate(batches);
  }

  /**
   * See {@link StepOption#variables(List)}.
   *
   * @param variables which
   */
  record Variables(List<Variable<?>> variables) implements StepOption {}

  /**
   * See {@link StepOption#variablesOf(String)}.
   *
   * @param part name or scope
   */
  record VariablesOf(String part) implements StepOption {}

  /**
   * See {@link StepOption#rateMultiplier(String, double)}.
   *
   * @param part name or scope
   * @param factor the multiplier
   */
  record RateMultiplier(String part, float factor) implements StepOption {}

  /**
   * See {@link StepOption#gradientMultiplier(String, double)}.
   *
   * @param part name or scope
   * @param factor the multiplier
   */
  record GradientMultiplier(String part, float factor) implements StepOption {}

  /**
   * See {@link StepOption#transform(GradientTransform)}.
   *
   * @param transform what is done
   */
  record Transform(GradientTransform transform) implements StepOption {}

  /**
   * See {@link StepOption#accumulate(int)}.
   *
   * @param batches how many
   */
  record Accumulate(int batches) implements StepOption {}
}
