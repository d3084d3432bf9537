package org.estimator4j.nn.loss;

import org.estimator4j.graph.ModelGraph;
import org.estimator4j.nn.internal.Numbers;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TIntegral;
import org.tensorflow.types.family.TNumber;

/**
 * Losses of a model: those of Python's {@code tf.losses}. Each call adds one to the graph and, if
 * it is a scalar, to the graph's {@linkplain ModelGraph#losses losses}; {@link #totalLoss()} is
 * their sum with the penalties on weights.
 *
 * <p>A loss is the mean over its elements, unless {@link #weighted} or {@link #reduced} say
 * otherwise:
 *
 * <pre>{@code
 * Operand<TFloat32> truth = tf.constant(new float[] {1, 2});
 * Operand<TFloat32> importance = tf.constant(new float[] {1, 0.5f});
 * Operand<TFloat32> loss =
 *     new Losses(graph).weighted(importance).reduced(Reduction.SUM).meanSquaredError(truth, x);
 * }</pre>
 *
 * <p>Labels are cast to the type of what the model says; gradients flow into the latter, and into
 * weights. Immutable.
 */
public final class Losses {

  private final LossCollector collector;

  /**
   * Losses of a graph.
   *
   * @param graph where they are added
   */
  public Losses(ModelGraph graph) {
    this(new LossCollector(graph, new Weighting(null, Reduction.SUM_BY_NONZERO_WEIGHTS)));
  }

  private Losses(LossCollector collector) {
    this.collector = collector;
  }

  /**
   * Losses whose elements count differently. A loss refuses, with an {@link
   * IllegalArgumentException}, weights that do not fit.
   *
   * @param weights a scalar, or of the shape of a loss's elements, where a dimension may be 1
   * @return losses of the same graph
   */
  public Losses weighted(Operand<? extends TNumber> weights) {
    return new Losses(collector.with(new Weighting(weights, collector.weighting().reduction())));
  }

  /**
   * Losses that make one number of their elements in another way.
   *
   * @param reduction the way
   * @return losses of the same graph
   */
  public Losses reduced(Reduction reduction) {
    return new Losses(collector.with(new Weighting(collector.weighting().weights(), reduction)));
  }

  /**
   * The cross-entropy between softmax of the logits and the classes that the labels name; 0 for an
   * empty batch. A step in which a label is no class fails, and says which label in which row.
   *
   * @param <T> the element type of the logits
   * @param labels classes {@code [batch, …]}, int32 or int64, from 0 to {@code classes - 1}
   * @param logits scores {@code [batch, …, classes]}, not yet probabilities; with more than two
   *     dimensions the number of classes must be known
   * @return a scalar; the elements are {@code [batch, …]}
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public <T extends TFloating> Operand<T> sparseSoftmaxCrossEntropy(
      Operand<? extends TIntegral> labels, Operand<T> logits) {
    SoftmaxCrossEntropy.requireClasses(labels, logits);
    String name = "sparse_softmax_cross_entropy_loss";
    return collector.add(name, tf -> SoftmaxCrossEntropy.sparse(tf, name, labels, logits));
  }

  /**
   * The cross-entropy between softmax of the logits and the probabilities that the labels give.
   *
   * @param <T> the element type of the logits
   * @param oneHotLabels the truth {@code [batch, …, classes]}: 1 for the class and 0 elsewhere, or
   *     any probabilities
   * @param logits scores {@code [batch, …, classes]}, not yet probabilities
   * @return a scalar; the elements are {@code [batch, …]}
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public <T extends TFloating> Operand<T> softmaxCrossEntropy(
      Operand<? extends TNumber> oneHotLabels, Operand<T> logits) {
    return softmaxCrossEntropy(oneHotLabels, logits, 0);
  }

  /**
   * The same with labels moved towards {@code 1 / classes}.
   *
   * @param <T> the element type of the logits
   * @param oneHotLabels the truth {@code [batch, …, classes]}
   * @param logits scores {@code [batch, …, classes]}, not yet probabilities
   * @param labelSmoothing how far, from 0 to 1
   * @return a scalar; the elements are {@code [batch, …]}
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public <T extends TFloating> Operand<T> softmaxCrossEntropy(
      Operand<? extends TNumber> oneHotLabels, Operand<T> logits, double labelSmoothing) {
    SoftmaxCrossEntropy.requireOneHot(oneHotLabels, logits);
    requireFraction(labelSmoothing);
    return collector.add(
        "softmax_cross_entropy_loss",
        tf ->
            SoftmaxCrossEntropy.oneHot(
                tf, Numbers.cast(tf, oneHotLabels, logits.type()), logits, labelSmoothing));
  }

  /**
   * The cross-entropy between sigmoid of the logits and the labels, each of which is a question of
   * its own.
   *
   * @param <T> the element type of the logits
   * @param labels the truth, 0 or 1, of the logits' shape
   * @param logits scores of any shape, not yet probabilities
   * @return a scalar
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public <T extends TFloating> Operand<T> sigmoidCrossEntropy(
      Operand<? extends TNumber> labels, Operand<T> logits) {
    return sigmoidCrossEntropy(labels, logits, 0);
  }

  /**
   * The same with labels moved towards 0.5.
   *
   * @param <T> the element type of the logits
   * @param labels the truth, 0 or 1, of the logits' shape
   * @param logits scores of any shape, not yet probabilities
   * @param labelSmoothing how far, from 0 to 1
   * @return a scalar
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public <T extends TFloating> Operand<T> sigmoidCrossEntropy(
      Operand<? extends TNumber> labels, Operand<T> logits, double labelSmoothing) {
    requireFraction(labelSmoothing);
    return collector.add(
        "sigmoid_cross_entropy_loss",
        labels,
        logits,
        ElementLoss.sigmoidCrossEntropy(labelSmoothing));
  }

  /**
   * {@code (prediction - label)²}.
   *
   * @param <T> the element type of the predictions
   * @param labels the truth, of the predictions' shape
   * @param predictions numbers of any shape
   * @return a scalar
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public <T extends TFloating> Operand<T> meanSquaredError(
      Operand<? extends TNumber> labels, Operand<T> predictions) {
    return collector.add("mean_squared_error", labels, predictions, ElementLoss.squared());
  }

  /**
   * {@code |prediction - label|}.
   *
   * @param <T> the element type of the predictions
   * @param labels the truth, of the predictions' shape
   * @param predictions numbers of any shape
   * @return a scalar
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public <T extends TFloating> Operand<T> absoluteDifference(
      Operand<? extends TNumber> labels, Operand<T> predictions) {
    return collector.add("absolute_difference", labels, predictions, ElementLoss.absolute());
  }

  /**
   * Half the squared error up to {@code delta}, and a line from there: outliers pull less.
   *
   * @param <T> the element type of the predictions
   * @param labels the truth, of the predictions' shape
   * @param predictions numbers of any shape
   * @param delta where the line starts, positive; Python's default is 1
   * @return a scalar
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public <T extends TFloating> Operand<T> huberLoss(
      Operand<? extends TNumber> labels, Operand<T> predictions, double delta) {
    requirePositive("huber_loss", "delta", delta);
    return collector.add("huber_loss", labels, predictions, ElementLoss.huber(delta));
  }

  /**
   * The cross-entropy of probabilities; {@link #sigmoidCrossEntropy} of their logits is more exact.
   *
   * @param <T> the element type of the predictions
   * @param labels the truth, 0 or 1, of the predictions' shape
   * @param predictions probabilities of any shape
   * @param epsilon added before each logarithm, positive; Python's default is 1e-7
   * @return a scalar
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public <T extends TFloating> Operand<T> logLoss(
      Operand<? extends TNumber> labels, Operand<T> predictions, double epsilon) {
    requirePositive("log_loss", "epsilon", epsilon);
    return collector.add("log_loss", labels, predictions, ElementLoss.log(epsilon));
  }

  /**
   * {@code max(0, 1 - sign · logit)}, the sign being that of the label.
   *
   * @param <T> the element type of the logits
   * @param labels the truth, 0 or 1, of the logits' shape
   * @param logits scores of any shape
   * @return a scalar
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public <T extends TFloating> Operand<T> hingeLoss(
      Operand<? extends TNumber> labels, Operand<T> logits) {
    return collector.add("hinge_loss", labels, logits, ElementLoss.hinge());
  }

  /**
   * 1 less the cosine between labels and predictions, which are taken to be of length 1.
   *
   * @param <T> the element type of the predictions
   * @param labels the truth, of the predictions' shape
   * @param predictions vectors
   * @param axis along which they lie; negative from the end
   * @return a scalar; the elements have the predictions' shape with 1 at the axis
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public <T extends TFloating> Operand<T> cosineDistance(
      Operand<? extends TNumber> labels, Operand<T> predictions, int axis) {
    return collector.add("cosine_distance_loss", labels, predictions, ElementLoss.cosine(axis));
  }

  /**
   * How far, within each row, differences between elements of the predictions are from those
   * between the labels: the sum over the rows of the mean over pairs of {@code ((pᵢ - pⱼ) - (lᵢ -
   * lⱼ))²}. The weights are those of the labels' elements; it is always a sum, whatever the
   * reduction.
   *
   * @param <T> the element type of the predictions
   * @param labels the truth, of the predictions' shape
   * @param predictions numbers {@code [batch, …]} with at least two dimensions
   * @return a scalar
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public <T extends TFloating> Operand<T> meanPairwiseSquaredError(
      Operand<? extends TNumber> labels, Operand<T> predictions) {
    return collector.addPairwise("mean_pairwise_squared_error", labels, predictions);
  }

  /**
   * A loss of one's own.
   *
   * @param <T> the element type
   * @param elements the losses of the elements, of any shape
   * @return a scalar
   */
  public <T extends TFloating> Operand<T> weightedLoss(Operand<T> elements) {
    return collector.add("weighted_loss", tf -> elements);
  }

  /**
   * The sum of all losses of the graph, penalties on weights included.
   *
   * @return a scalar
   * @throws IllegalStateException if the graph has none
   */
  public Operand<TFloat32> totalLoss() {
    return totalLoss(TFloat32.class);
  }

  /**
   * The same in an element type of one's choice.
   *
   * @param <T> the element type
   * @param type the element type
   * @return a scalar
   * @throws IllegalStateException if the graph has none
   */
  public <T extends TFloating> Operand<T> totalLoss(Class<T> type) {
    return collector.total(type);
  }

  /**
   * The sum of the {@linkplain ModelGraph#regularizationLosses penalties on weights}.
   *
   * @param <T> the element type
   * @param type the element type
   * @return a scalar, 0 if there are none
   */
  public <T extends TFloating> Operand<T> regularizationLoss(Class<T> type) {
    return collector.penalties(type);
  }

  private static void requireFraction(double labelSmoothing) {
    if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
      throw new IllegalArgumentException(
          "label smoothing must be from 0 to 1, got " + labelSmoothing);
    }
  }

  private static void requirePositive(String loss, String what, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "loss '" + loss + "': " + what + " must be a positive number, got " + value);
    }
  }
}
