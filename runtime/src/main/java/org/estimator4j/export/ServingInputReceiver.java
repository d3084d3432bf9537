package org.estimator4j.export;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.estimator4j.spec.ExportOutput;
import org.tensorflow.Operand;

/**
 * What an exported model is fed: the tensors that a caller gives, and the features (and labels)
 * that are made of them in the graph. Immutable.
 *
 * <pre>{@code
 * ExportOption bytes =
 *     ExportOption.receiver(
 *         graph -> {
 *           Ops tf = graph.ops();
 *           Operand<TUint8> grey = tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(-1, 784)));
 *           Operand<TFloat32> pixels =
 *               tf.math.div(tf.dtypes.cast(grey, TFloat32.class), tf.constant(255f));
 *           return ServingInputReceiver.of(Map.of("pixels", pixels), Map.of("grey", grey));
 *         });
 * }</pre>
 *
 * <p>A sparse or ragged feature is two or three tensors, called {@code words/values} and so on:
 * {@code features.putAll(ragged.named("words"))}.
 *
 * @param features what the model is given, by the declared names of its features
 * @param labels what the model is given as labels in TRAIN and EVAL; empty when it is served
 * @param receiverTensors what a caller feeds, by the names in the signatures; the labels' among
 *     them
 * @param alternatives other sets of tensors to feed instead, by name: each adds a signature {@code
 *     <alternative>:<key>} for every signature
 * @see <a
 *     href="https://www.tensorflow.org/api_docs/python/tf/estimator/export/ServingInputReceiver">tf.estimator.export.ServingInputReceiver</a>
 */
public record ServingInputReceiver(
    Map<String, Operand<?>> features,
    Map<String, Operand<?>> labels,
    Map<String, Operand<?>> receiverTensors,
    Map<String, Map<String, Operand<?>>> alternatives) {

  /** The name of a receiver tensor that is the only one and has none. */
  public static final String SINGLE_RECEIVER = "input";

  /** Copies the maps. */
  public ServingInputReceiver {
    if (features.isEmpty()) {
      throw new IllegalArgumentException("features must be defined: the model is fed with them");
    }
    if (receiverTensors.isEmpty()) {
      throw new IllegalArgumentException(
          "receiver tensors must be defined: a caller of the model feeds them");
    }
    features = copy(features);
    labels = copy(labels);
    receiverTensors = copy(receiverTensors);
    Map<String, Map<String, Operand<?>>> others = new LinkedHashMap<>();
    alternatives.forEach((name, tensors) -> others.put(name, copy(tensors)));
    alternatives = Collections.unmodifiableMap(others);
  }

  private static <K> Map<K, Operand<?>> copy(Map<K, ? extends Operand<?>> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /**
   * A receiver of features.
   *
   * @param features what the model is given, by the declared names of its features
   * @param receiverTensors what a caller feeds, by the names in the signatures
   * @return the receiver
   */
  public static ServingInputReceiver of(
      Map<String, ? extends Operand<?>> features,
      Map<String, ? extends Operand<?>> receiverTensors) {
    return new ServingInputReceiver(copy(features), Map.of(), copy(receiverTensors), Map.of());
  }

  /**
   * A receiver of features whose caller feeds a single tensor, called {@value #SINGLE_RECEIVER}.
   *
   * @param features what the model is given, by the declared names of its features
   * @param receiverTensor what a caller feeds
   * @return the receiver
   */
  public static ServingInputReceiver of(
      Map<String, ? extends Operand<?>> features, Operand<?> receiverTensor) {
    return of(features, Map.of(SINGLE_RECEIVER, receiverTensor));
  }

  /**
   * The same with labels, for an export of TRAIN or EVAL.
   *
   * @param newLabels what the model is given as labels, by their declared names
   * @return a new receiver
   */
  public ServingInputReceiver withLabels(Map<String, ? extends Operand<?>> newLabels) {
    return new ServingInputReceiver(features, copy(newLabels), receiverTensors, alternatives);
  }

  /**
   * The same with another set of tensors that may be fed instead.
   *
   * @param name its name; signatures over it are called {@code <name>:<key>}, such as {@code
   *     rows:}{@value ExportOutput#SERVING_DEFAULT}
   * @param tensors what a caller feeds
   * @return a new receiver
   */
  public ServingInputReceiver withAlternative(
      String name, Map<String, ? extends Operand<?>> tensors) {
    Map<String, Map<String, Operand<?>>> more = new LinkedHashMap<>(alternatives);
    more.put(name, copy(tensors));
    return new ServingInputReceiver(features, labels, receiverTensors, more);
  }
}
