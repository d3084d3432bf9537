package org.estimator4j.samples.digits;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Generated;
import org.estimator4j.serve.AnswerRow;
import org.estimator4j.serve.Predictor;
import org.estimator4j.serve.PredictorContract;
import org.estimator4j.serve.PredictorOption;
import org.jspecify.annotations.NullMarked;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Asks a trained {@code DigitsClassifier}, in Java's types. For any number of threads at the same
 * time; close it once.
 *
 * <p>Generated; {@code docs/generated-code.md} of Estimator4J explains it.
 */
@Generated("org.estimator4j.processor.EstimatorProcessor")
@NullMarked
public final class DigitsClassifierPredictor implements AutoCloseable {
  private static final PredictorContract CONTRACT =
      PredictorContract.of("org.estimator4j.samples.digits.DigitsClassifier")
          .input("pixels", TFloat32.class, -1, 8, 8, 1)
          .output("digit", TInt64.class, -1)
          .output("probabilities", TFloat32.class, -1, 10);

  private final Predictor predictor;

  private DigitsClassifierPredictor(Predictor predictor) {
    this.predictor = predictor;
  }

  /**
   * Loads a SavedModel and checks that it is one of this model: names, types and shapes.
   *
   * @param savedModel its directory
   * @param options tags, a signature, threads
   * @return a predictor, which the caller closes
   */
  public static DigitsClassifierPredictor load(Path savedModel, PredictorOption... options) {
    return new DigitsClassifierPredictor(CONTRACT.load(savedModel, options));
  }

  /**
   * Asks through a predictor that is there, such as {@code estimator.predictor()}.
   *
   * @param predictor the predictor, which is closed with this one
   * @return a predictor, which the caller closes
   */
  public static DigitsClassifierPredictor of(Predictor predictor) {
    return new DigitsClassifierPredictor(CONTRACT.require(predictor));
  }

  /**
   * Asks about a batch.
   *
   * @param pixels {@code pixels}, a row each; shape [-1, 8, 8, 1]
   * @return an answer for each row, in order
   */
  public List<Prediction> predict(float[][][][] pixels) {
    return CONTRACT.rows(predictor.predict(Map.of("pixels", pixels)), Prediction::of);
  }

  /**
   * Asks about one row.
   *
   * @param pixels {@code pixels}; shape [8, 8, 1]
   * @return the answer
   */
  public Prediction predictRow(float[][][] pixels) {
    return Prediction.of(new AnswerRow(predictor.predictRow(Map.of("pixels", pixels))));
  }

  /**
   * The predictor behind this one.
   *
   * @return arrays in, arrays out, by name
   */
  public Predictor predictor() {
    return predictor;
  }

  @Override
  public void close() {
    predictor.close();
  }

  /**
   * What the model says about one row.
   *
   * @param digit {@code digit}
   * @param probabilities {@code probabilities}
   */
  public record Prediction(long digit, float[] probabilities) {
    private static Prediction of(AnswerRow row) {
      return new Prediction(row.get("digit", Long.class), row.get("probabilities", float[].class));
    }
  }
}
