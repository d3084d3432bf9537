package org.estimator4j;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.estimator4j.annotation.Mode;
import org.estimator4j.export.ServingInputReceiverFn;

/** What a call of {@link Estimator#exportSavedModel} may be told. */
public sealed interface ExportOption {

  /**
   * Exports this checkpoint, instead of the newest of the model directory.
   *
   * @param prefix its path without an ending, such as {@code model/model.ckpt-200}
   * @return the option
   */
  static ExportOption checkpoint(Path prefix) {
    return new OfCheckpoint(prefix);
  }

  /**
   * Exports these modes, instead of PREDICT alone: each a graph with its own tag ({@code serve} for
   * PREDICT, {@code eval}, {@code train}), all over the same variables.
   *
   * @param modes the modes, at least one
   * @return the option
   */
  static ExportOption modes(Mode... modes) {
    return modes(List.of(modes));
  }

  /**
   * As {@link #modes(Mode...)}.
   *
   * @param modes the modes, at least one
   * @return the option
   */
  static ExportOption modes(List<Mode> modes) {
    if (modes.isEmpty()) {
      throw new IllegalArgumentException("name at least one mode, or leave the option out");
    }
    return new Modes(List.copyOf(modes));
  }

  /**
   * Says how the served model is fed, instead of by a tensor for each of its features. {@link
   * #exampleReceiver()} feeds it with serialised Examples.
   *
   * @param receiver builds what a caller feeds, and the features out of it
   * @return the option
   */
  static ExportOption receiver(ServingInputReceiverFn receiver) {
    return receiver(Mode.PREDICT, receiver);
  }

  /**
   * Says how the model is fed in a mode, instead of by a tensor for each feature and label.
   *
   * @param mode the mode, which is exported then
   * @param receiver builds what a caller feeds, and the features and labels out of it
   * @return the option
   */
  static ExportOption receiver(Mode mode, ServingInputReceiverFn receiver) {
    return new Receiver(mode, receiver);
  }

  /**
   * Feeds the served model with serialised {@code tf.Example}s, out of which the features are
   * parsed as the model declares them. TensorFlow Serving's classify and regress interfaces need
   * that.
   *
   * @return the option
   */
  static ExportOption exampleReceiver() {
    return exampleReceiver(Map.of());
  }

  /**
   * As {@link #exampleReceiver()}, with values for features that an example may lack.
   *
   * @param defaults for a feature by its name the value of each element: a number or a text
   * @return the option
   */
  static ExportOption exampleReceiver(Map<String, ?> defaults) {
    return new ExampleReceiver(Map.copyOf(defaults));
  }

  /**
   * Exports the model for batches of one size, as some compilers and accelerators want it; the
   * reference's {@code default_batch_size}. By default a batch may have any size.
   *
   * @param rows the rows of every batch, at least 1: the first dimension of what is fed. Receivers
   *     that are written by hand are not changed: they say their shapes themselves.
   * @return the option
   */
  static ExportOption batchSize(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("a batch has at least 1 row, but is to have " + rows);
    }
    return new BatchSize(rows);
  }

  /**
   * Carries a file along with the model, under {@code assets.extra}. Loaders ignore it.
   *
   * @param path its path there, such as {@code readme.txt} or {@code doc/card.md}
   * @param file the file to copy
   * @return the option
   */
  static ExportOption assetExtra(String path, Path file) {
    return new AssetExtra(path, file);
  }

  /**
   * Keeps operations in the graph that no signature needs.
   *
   * @return the option
   */
  static ExportOption fullGraph() {
    return new FullGraph();
  }

  /**
   * Writes the graph as text, {@code saved_model.pbtxt}, for people to read; loaders take both.
   *
   * @return the option
   */
  static ExportOption asText() {
    return new AsText();
  }

  /**
   * See {@link ExportOption#checkpoint(Path)}.
   *
   * @param prefix its path without an ending
   */
  record OfCheckpoint(Path prefix) implements ExportOption {}

  /**
   * See {@link ExportOption#modes(Mode...)}.
   *
   * @param modes the modes
   */
  record Modes(List<Mode> modes) implements ExportOption {}

  /**
   * See {@link ExportOption#receiver(Mode, ServingInputReceiverFn)}.
   *
   * @param mode the mode
   * @param receiver builds what a caller feeds
   */
  record Receiver(Mode mode, ServingInputReceiverFn receiver) implements ExportOption {}

  /**
   * See {@link ExportOption#exampleReceiver(Map)}.
   *
   * @param defaults the value of each element, by the feature's name
   */
  record ExampleReceiver(Map<String, Object> defaults) implements ExportOption {}

  /**
   * See {@link ExportOption#batchSize(int)}.
   *
   * @param rows the rows of every batch
   */
  record BatchSize(int rows) implements ExportOption {}

  /**
   * See {@link ExportOption#assetExtra(String, Path)}.
   *
   * @param path its path under {@code assets.extra}
   * @param file the file to copy
   */
  record AssetExtra(String path, Path file) implements ExportOption {}

  /** See {@link ExportOption#fullGraph()}. */
  record FullGraph() implements ExportOption {}

  /** See {@link ExportOption#asText()}. */
  record AsText() implements ExportOption {}
}
