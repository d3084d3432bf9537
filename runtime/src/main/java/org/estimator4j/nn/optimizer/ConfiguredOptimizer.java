package org.estimator4j.nn.optimizer;

import java.util.List;
import org.estimator4j.graph.Gradient;

/** An optimizer with options. */
final class ConfiguredOptimizer extends Optimizer {

  private final Optimizer optimizer;

  ConfiguredOptimizer(Optimizer optimizer, StepSettings settings) {
    super(optimizer.learningRate(), settings);
    this.optimizer =
        optimizer instanceof ConfiguredOptimizer configured ? configured.optimizer : optimizer;
  }

  @Override
  protected String scopeName() {
    return optimizer.scopeName();
  }

  @Override
  protected Update begin(OptimizerState state, List<? extends Gradient<?>> gradients) {
    return optimizer.begin(state, gradients);
  }

  @Override
  public String toString() {
    return optimizer + ".with(" + settings() + ")";
  }
}
