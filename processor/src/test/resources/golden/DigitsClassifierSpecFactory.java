package org.estimator4j.samples.digits;

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
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Makes the {@code EstimatorSpec}s of {@link DigitsClassifier}.
 *
 * <table>
 *   <caption>Which method fills which field</caption>
 *   <tr><th>field</th><th>TRAIN</th><th>EVAL</th><th>PREDICT</th></tr>
 *   <tr><td>predictions</td><td>-</td><td>-</td><td>answer</td></tr>
 *   <tr><td>loss</td><td>loss</td><td>loss</td><td></td></tr>
 *   <tr><td>trainOp</td><td>optimizer</td><td></td><td></td></tr>
 *   <tr><td>evalMetricOps</td><td></td><td>quality</td><td></td></tr>
 * </table>
 *
 * <p>TRAIN:
 *
 * <ul>
 *   <li>logits takes Layers, feature pixels
 *   <li>loss takes Losses, logits, label digit; fills loss
 *   <li>optimizer takes nothing; minimises loss, which fills trainOp
 * </ul>
 *
 * <p>EVAL:
 *
 * <ul>
 *   <li>logits takes Layers, feature pixels
 *   <li>loss takes Losses, logits, label digit; fills loss
 *   <li>quality takes Ops, Metrics, logits, label digit; fills evalMetricOps
 * </ul>
 *
 * <p>PREDICT:
 *
 * <ul>
 *   <li>logits takes Layers, feature pixels
 *   <li>answer takes Ops, logits; fills predictions
 * </ul>
 *
 * <p>Generated; {@code docs/generated-code.md} of Estimator4J explains it.
 */
@Generated("org.estimator4j.processor.EstimatorProcessor")
@NullMarked
public final class DigitsClassifierSpecFactory implements EstimatorSpecFactory {
  private static final DenseFeature<TFloat32> PIXELS =
      FeatureSpec.dense("pixels", TFloat32.class, Shape.of(-1, 8, 8, 1));

  private static final DenseFeature<TInt32> DIGIT =
      FeatureSpec.dense("digit", TInt32.class, Shape.of(-1));

  private final DigitsClassifier model;

  /**
   * Makes specs that call the methods of this model.
   *
   * @param model the model, which may have any constructor
   */
  public DigitsClassifierSpecFactory(DigitsClassifier model) {
    this.model = Objects.requireNonNull(model, "model");
  }

  @Override
  public String modelName() {
    return "org.estimator4j.samples.digits.DigitsClassifier";
  }

  @Override
  public Set<Mode> modes() {
    return Set.of(Mode.TRAIN, Mode.EVAL, Mode.PREDICT);
  }

  @Override
  public InputSpec inputs() {
    return InputSpec.of(List.of(PIXELS), List.of(DIGIT));
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
    Operand<TFloat32> pixels = context.feature(PIXELS);
    Operand<TInt32> digit = context.label(DIGIT);
    Operand<TFloat32> logits = model.logits(context.layers(), pixels);
    Operand<TFloat32> loss = model.loss(context.losses(), logits, digit);
    return EstimatorSpec.forTraining()
        .loss(loss)
        .trainOp(context.minimize(model.optimizer(), loss))
        .build();
  }

  private EstimatorSpec evaluate(ModelContext context) {
    Operand<TFloat32> pixels = context.feature(PIXELS);
    Operand<TInt32> digit = context.label(DIGIT);
    Operand<TFloat32> logits = model.logits(context.layers(), pixels);
    Operand<TFloat32> loss = model.loss(context.losses(), logits, digit);
    DigitsClassifier.Quality quality =
        model.quality(context.ops(), context.metrics(), logits, digit);
    return EstimatorSpec.forEvaluation()
        .loss(loss)
        .evalMetric("accuracy", quality.accuracy())
        .evalMetric("confusion_matrix", quality.confusion())
        .build();
  }

  private EstimatorSpec predict(ModelContext context) {
    Operand<TFloat32> pixels = context.feature(PIXELS);
    Operand<TFloat32> logits = model.logits(context.layers(), pixels);
    DigitsClassifier.Answer answer = model.answer(context.ops(), logits);
    return EstimatorSpec.forPrediction()
        .prediction("digit", answer.digit())
        .prediction("probabilities", answer.probabilities())
        .build();
  }
}
