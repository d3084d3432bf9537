package org.estimator4j.nn.optimizer;

import java.util.List;
import org.estimator4j.graph.Gradient;
import org.estimator4j.graph.ModelGraph;

/**
 * What is done to gradients before they are applied, such as noise or a kind of clipping that
 * {@link StepOption} does not have.
 */
@FunctionalInterface
public interface GradientTransform {

  /**
   * Adds the nodes.
   *
   * @param graph where they are added
   * @param gradients those of the step
   * @return what to apply instead, for all or some of the variables
   */
  List<Gradient<?>> apply(ModelGraph graph, List<Gradient<?>> gradients);
}
