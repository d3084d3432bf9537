package org.estimator4j.spec;

import java.util.Set;
import org.estimator4j.annotation.Mode;
import org.estimator4j.feature.InputSpec;

/**
 * Builds the {@link EstimatorSpec} of a model for each mode. The annotation processor writes one
 * for every annotated class; writing one by hand works as well.
 */
public interface EstimatorSpecFactory {

  /**
   * The model's name, for messages.
   *
   * @return the qualified name of the model class
   */
  String modelName();

  /**
   * The modes that the model supports.
   *
   * @return at least one mode
   */
  Set<Mode> modes();

  /**
   * What the model is fed.
   *
   * @return the features, and the labels of TRAIN and EVAL
   */
  InputSpec inputs();

  /**
   * Adds the model's network to the context's graph.
   *
   * @param context the graph under construction, its mode and its inputs
   * @return the fields that the mode needs; more are ignored
   */
  EstimatorSpec create(ModelContext context);
}
