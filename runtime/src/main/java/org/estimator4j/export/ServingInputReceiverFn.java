package org.estimator4j.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.estimator4j.feature.FeatureSpec;
import org.estimator4j.feature.InputSpec;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.spec.internal.InputPlaceholders;
import org.tensorflow.Operand;

/** Builds the entrance of an exported model, in the graph of one mode. */
@FunctionalInterface
public interface ServingInputReceiverFn {

  /**
   * Adds what a caller feeds, and what turns it into features.
   *
   * @param graph the graph under construction
   * @return what was added
   */
  ServingInputReceiver receive(ModelGraph graph);

  /**
   * A caller feeds the features themselves, by their declared names; a sparse one as three tensors
   * ({@code tags/indices}, {@code tags/values}, {@code tags/dense_shape}), a ragged one as two
   * ({@code words/values}, {@code words/row_splits}).
   *
   * <p>For batches of one size, the reference's {@code default_batch_size}, give {@link
   * InputSpec#withBatchSize}; so with the other receivers.
   *
   * @param inputs what the model declares; its labels are left out
   * @return a receiver with a placeholder for each feature
   */
  static ServingInputReceiverFn raw(InputSpec inputs) {
    return graph -> {
      Map<String, Operand<?>> features =
          InputPlaceholders.add(graph, "features", inputs.features());
      return ServingInputReceiver.of(features, features);
    };
  }

  /**
   * A caller feeds features and labels, by their declared names; for TRAIN and EVAL.
   *
   * @param inputs what the model declares; no name may be that of a feature and of a label
   * @return a receiver with a placeholder for each feature and label
   */
  static ServingInputReceiverFn rawSupervised(InputSpec inputs) {
    requireDistinct(inputs);
    return graph -> {
      Map<String, Operand<?>> features =
          InputPlaceholders.add(graph, "features", inputs.features());
      Map<String, Operand<?>> labels = InputPlaceholders.add(graph, "labels", inputs.labels());
      Map<String, Operand<?>> fed = new LinkedHashMap<>(features);
      fed.putAll(labels);
      return ServingInputReceiver.of(features, fed).withLabels(labels);
    };
  }

  /**
   * A caller feeds serialised {@code tf.Example}s, as TensorFlow Serving's classify and regress
   * interfaces do: a vector of strings called {@code examples}. Each feature is parsed out of them
   * by its declared name, type and shape; a dense one that an example lacks is an error.
   *
   * <p>A ragged feature, and a sparse one of rows of any size, has as many values under its name as
   * there are; a sparse one of rows of a known size has its places under {@code tags/indices} and
   * its values under {@code tags/values}. So an {@code Input} reads them, too.
   *
   * @param inputs what the model declares; a dense feature has a fixed shape behind the batch
   * @return the receiver
   * @throws IllegalArgumentException if a feature cannot be in an example
   */
  static ServingInputReceiverFn parsing(InputSpec inputs) {
    return parsing(inputs, Map.of());
  }

  /**
   * As {@link #parsing(InputSpec)}, with values for features that an example lacks.
   *
   * @param inputs what the model declares
   * @param defaults for a dense feature by its name the value of each element: a number or a text
   * @return the receiver
   * @throws IllegalArgumentException if a feature cannot be in an example, or a default is none of
   *     its type
   */
  static ServingInputReceiverFn parsing(InputSpec inputs, Map<String, ?> defaults) {
    return new ExampleReceiver(inputs.features(), defaults);
  }

  private static void requireDistinct(InputSpec inputs) {
    TreeSet<String> both =
        new TreeSet<>(inputs.features().stream().map(FeatureSpec::name).toList());
    both.retainAll(List.copyOf(inputs.labels().stream().map(FeatureSpec::name).toList()));
    if (!both.isEmpty()) {
      throw new IllegalArgumentException(
          both
              + " is the name of a feature and of a label; a caller could not tell which it feeds."
              + " Write a ServingInputReceiverFn that gives one of them another name.");
    }
  }
}
