package org.estimator4j;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.session.TensorValue;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation measured. Immutable.
 *
 * <p>The loss is the mean over rows: the loss of each batch counts as often as the batch has rows.
 * (The reference takes the mean over batches, in which a short last batch weighs too much.)
 */
public final class EvalResult {

  private final String name;
  private final @Nullable Checkpoint checkpoint;
  private final long globalStep;
  private final double loss;
  private final Map<String, TensorValue> metrics;

  EvalResult(
      String name,
      @Nullable Checkpoint checkpoint,
      long globalStep,
      double loss,
      Map<String, TensorValue> metrics) {
    this.name = name;
    this.checkpoint = checkpoint;
    this.globalStep = globalStep;
    this.loss = loss;
    this.metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /**
   * The name of the evaluation.
   *
   * @return what {@link EvalOption#name} said, or empty
   */
  public String name() {
    return name;
  }

  /**
   * The checkpoint that was evaluated.
   *
   * @return the checkpoint, or empty if there was none and the model had its initial values
   */
  public Optional<Checkpoint> checkpoint() {
    return Optional.ofNullable(checkpoint);
  }

  /**
   * The global step of the model that was evaluated.
   *
   * @return the step
   */
  public long globalStep() {
    return globalStep;
  }

  /**
   * The mean loss over all rows.
   *
   * @return the loss
   */
  public double loss() {
    return loss;
  }

  /**
   * A metric that is one number.
   *
   * @param metric its name, or {@code loss}, or {@code global_step}
   * @return the value
   * @throws IllegalArgumentException if there is no such metric, or it is not one number
   */
  public double get(String metric) {
    return switch (metric) {
      case "loss" -> loss;
      case "global_step" -> globalStep;
      default -> value(metric).asDouble();
    };
  }

  /**
   * A metric of any shape, such as a confusion matrix.
   *
   * @param metric its name
   * @return the value
   * @throws IllegalArgumentException if there is no such metric
   */
  public TensorValue value(String metric) {
    TensorValue value = metrics.get(metric);
    if (value == null) {
      throw new IllegalArgumentException(
          "there is no metric '" + metric + "'; the model has " + metrics.keySet());
    }
    return value;
  }

  /**
   * The model's metrics by name, without the loss.
   *
   * @return an unmodifiable map in the model's order
   */
  public Map<String, TensorValue> metrics() {
    return metrics;
  }

  /** A metric that is one number; NaN where there is none, as in results of an earlier model. */
  double numberOrNan(String metric) {
    boolean given = metric.equals("loss") || metric.equals("global_step");
    return given || metrics.containsKey(metric) ? get(metric) : Double.NaN;
  }

  /** The loss, and the metrics that are one number each. */
  Map<String, Double> numbers() {
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put("loss", loss);
    metrics.forEach(
        (metric, value) -> {
          Class<?> type = value.elementType();
          if (value.shape().isScalar() && type != boolean.class && type != String.class) {
            numbers.put(metric, value.asDouble());
          }
        });
    return numbers;
  }

  /** The numbers on one line, as for a log; metrics of other shapes by their shape. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    metrics.forEach(
        (name, value) -> text.append(name).append(" = ").append(brief(value)).append(", "));
    return text.append("loss = ")
        .append(brief(loss))
        .append(", global_step = ")
        .append(globalStep)
        .toString();
  }

  private static String brief(TensorValue value) {
    if (!value.shape().isScalar()) {
      return "of shape " + value.shape();
    }
    String text = value.toString();
    return text.contains(".") ? brief(value.asDouble()) : text;
  }

  private static String brief(double number) {
    return String.format(Locale.ROOT, "%.6g", number);
  }
}
