package org.estimator4j.serve;

import java.util.List;
import org.tensorflow.proto.ConfigProto;

/** What the loading of a SavedModel may be told. */
public sealed interface PredictorOption {

  /**
   * Asks this signature, instead of {@code serving_default}.
   *
   * @param key its name in the SavedModel
   * @return the option
   */
  static PredictorOption signature(String key) {
    return new Signature(key);
  }

  /**
   * Loads the graph that has exactly these tags, instead of {@code serve}.
   *
   * @param tags the tags
   * @return the option
   */
  static PredictorOption tags(String... tags) {
    return new Tags(List.of(tags));
  }

  /** As {@link #tags(String...)}, with {@code tags} that were collected. */
  static PredictorOption tags(List<String> tags) {
    return tags(tags.toArray(String[]::new));
  }

  /**
   * Computes only some of the signature's outputs.
   *
   * @param names their names, at least one
   * @return the option
   */
  static PredictorOption outputs(String... names) {
    if (names.length == 0) {
      throw new IllegalArgumentException("name at least one output, or leave the option out");
    }
    return new Outputs(List.of(names));
  }

  /** As {@link #outputs(String...)}, with {@code names} that were collected. */
  static PredictorOption outputs(List<String> names) {
    return outputs(names.toArray(String[]::new));
  }

  /**
   * Opens the session with this configuration. By default operations run in the thread that asks:
   * many threads that ask need no others, and one that asks alone is answered sooner.
   *
   * @param config threads and devices
   * @return the option
   */
  static PredictorOption sessionConfig(ConfigProto config) {
    return new SessionConfig(config);
  }

  /**
   * Takes inputs whose first dimensions differ. By default the inputs of a batch must have the same
   * number of rows; a model that compares ten questions with a hundred answers, say, has two inputs
   * that do not.
   *
   * @return the option
   */
  static PredictorOption unequalRows() {
    return new UnequalRows();
  }

  /**
   * See {@link PredictorOption#signature(String)}.
   *
   * @param key its name
   */
  record Signature(String key) implements PredictorOption {}

  /**
   * See {@link PredictorOption#tags(String...)}.
   *
   * @param tags the tags
   */
  record Tags(List<String> tags) implements PredictorOption {}

  /**
   * See {@link PredictorOption#outputs(String...)}.
   *
   * @param names the names
   */
  record Outputs(List<String> names) implements PredictorOption {}

  /**
   * See {@link PredictorOption#sessionConfig(ConfigProto)}.
   *
   * @param config threads and devices
   */
  record SessionConfig(ConfigProto config) implements PredictorOption {}

  /** See {@link PredictorOption#unequalRows()}. */
  record UnequalRows() implements PredictorOption {}
}
