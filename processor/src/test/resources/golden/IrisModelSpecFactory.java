package org.estimator4j.samples.iris;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.annotation.processing.Generated;
import org.estimator4j.annotation.Mode;
import org.estimator4j.feature.DenseFeature;
import org.estimator4j.feature.FeatureSpec;
import org.estimator4j.feature.InputSpec;
import org.estimator4j.spec.EstimatorSpec;
import org.estimator4j.spec.EstimatorSpecFactory;
import org.estimator4j.spec.ModelContext;
import org.jspecify.annotations.NullMarked;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Makes the {@code EstimatorSpec}s of {@link IrisModel}.
 *
 * <p>TRAIN, EVAL, PREDICT:
 *
 * <ul>
 *   <li>modelFn takes Features, Labels, Mode, Params, ModelGraph, Layers, Losses, Metrics; returns
 *       the whole spec
 * </ul>
 *
 * <p>Generated; {@code docs/generated-code.md} of Estimator4J explains it.
 */
@Generated("org.estimator4j.processor.EstimatorProcessor")
@NullMarked
public final class IrisModelSpecFactory implements EstimatorSpecFactory {
  private static final DenseFeature<TFloat32> MEASUREMENTS =
      FeatureSpec.dense("measurements", TFloat32.class, Shape.of(-1, 4));

  private static final DenseFeature<TInt32> SPECIES =
      FeatureSpec.dense("species", TInt32.class, Shape.of(-1));

  private final IrisModel model;

  /**
   * Makes specs that call the methods of this model.
   *
   * @param model the model, which may have any constructor
   */
  public IrisModelSpecFactory(IrisModel model) {
    this.model = Objects.requireNonNull(model, "model");
  }

  @Override
  public String modelName() {
    return "org.estimator4j.samples.iris.IrisModel";
  }

  @Override
  public Set<Mode> modes() {
    return Set.of(Mode.TRAIN, Mode.EVAL, Mode.PREDICT);
  }

  @Override
  public InputSpec inputs() {
    return InputSpec.of(List.of(MEASUREMENTS), List.of(SPECIES));
  }

  @Override
  public EstimatorSpec create(ModelContext context) {
    return switch (context.mode()) {
      case TRAIN -> train(context);
      case EVAL -> evaluate(context);
      case PREDICT -> predict(context);
    };
  }

  private EstimatorSpec train(ModelContext context) {
    return model.modelFn(
        context.features(),
        context.labels(),
        context.mode(),
        context.params(),
        context.graph(),
        context.layers(),
        context.losses(),
        context.metrics());
  }

  private EstimatorSpec evaluate(ModelContext context) {
    return model.modelFn(
        context.features(),
        context.labels(),
        context.mode(),
        context.params(),
        context.graph(),
        context.layers(),
        context.losses(),
        context.metrics());
  }

  private EstimatorSpec predict(ModelContext context) {
    return model.modelFn(
        context.features(),
        context.labels(),
        context.mode(),
        context.params(),
        context.graph(),
        context.layers(),
        context.losses(),
        context.metrics());
  }
}
