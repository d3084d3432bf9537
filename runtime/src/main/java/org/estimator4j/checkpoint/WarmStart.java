package org.estimator4j.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Where a model that has no checkpoint of its own takes values of its variables from: the model of
 * another training, ours or Python's. As in the reference it is used only as long as the model
 * directory has no checkpoint, and never sets the global step. Immutable.
 *
 * <pre>{@code
 * WarmStart start = WarmStart.from(Path.of("old/model"))
 *     .variables("hidden/.*", "embedding/.*")
 *     .rename("hidden/kernel", "dnn/hiddenlayer_0/kernel");
 * }</pre>
 *
 * <p>A checkpoint of objects, as Keras and {@code tf.train.Checkpoint} write it, is read by the
 * names that its variables had, {@code hidden/kernel}; the path of the object does as well.
 *
 * <p>Without {@link #variables} all trainable variables are set. Each must be in the source, with
 * the same type and shape, unless {@link #allowMissing()} says otherwise.
 *
 * @see <a
 *     href="https://www.tensorflow.org/api_docs/python/tf/estimator/WarmStartSettings">tf.estimator.WarmStartSettings</a>
 */
public final class WarmStart {

  private final Path source;
  private final List<Pattern> variables;
  private final boolean trainableOnly;
  private final boolean missingAllowed;
  private final Map<String, String> previousNames;
  private final Map<String, VocabularyChange> vocabularies;
  private final Consumer<WarmStartReport> listener;

  private WarmStart(
      Path source,
      List<Pattern> variables,
      boolean trainableOnly,
      boolean missingAllowed,
      Map<String, String> previousNames,
      Map<String, VocabularyChange> vocabularies,
      Consumer<WarmStartReport> listener) {
    this.source = source;
    this.variables = variables;
    this.trainableOnly = trainableOnly;
    this.missingAllowed = missingAllowed;
    this.previousNames = previousNames;
    this.vocabularies = vocabularies;
    this.listener = listener;
  }

  /**
   * Values of all trainable variables.
   *
   * @param source a checkpoint without an ending such as {@code model/model.ckpt-200}, a model
   *     directory, whose newest checkpoint is taken, or the directory of a SavedModel
   * @return the settings
   */
  public static WarmStart from(Path source) {
    return new WarmStart(source, List.of(), true, false, Map.of(), Map.of(), report -> {});
  }

  /**
   * Sets only the variables whose name matches one of these as a whole.
   *
   * @param expressions regular expressions; one that matches no variable is an error in TRAIN. In
   *     EVAL and PREDICT, which have no slots, it is one if none of them matches any.
   * @return new settings
   */
  public WarmStart variables(String... expressions) {
    return variables(List.of(expressions));
  }

  /**
   * Sets only the variables whose name matches one of these as a whole.
   *
   * @param expressions regular expressions; one that matches no variable is an error in TRAIN. In
   *     EVAL and PREDICT, which have no slots, it is one if none of them matches any.
   * @return new settings
   */
  public WarmStart variables(List<String> expressions) {
    List<Pattern> more = new ArrayList<>(variables);
    for (String expression : expressions) {
      more.add(Pattern.compile(expression));
    }
    return new WarmStart(
        source, more, trainableOnly, missingAllowed, previousNames, vocabularies, listener);
  }

  /**
   * Sets variables that are not trainable as well: averages of batch normalisation, the slots of an
   * optimizer.
   *
   * @return new settings
   */
  public WarmStart withUntrainable() {
    return new WarmStart(
        source, variables, false, missingAllowed, previousNames, vocabularies, listener);
  }

  /**
   * Says what a variable was called in the source.
   *
   * @param variable its name in this model; a name that is not in the model is an error in TRAIN
   * @param previous its name in the source
   * @return new settings
   */
  public WarmStart rename(String variable, String previous) {
    return rename(Map.of(variable, previous));
  }

  /**
   * Says what variables were called in the source.
   *
   * @param previousByName names in the source by names in this model
   * @return new settings
   */
  public WarmStart rename(Map<String, String> previousByName) {
    Map<String, String> more = new LinkedHashMap<>(previousNames);
    more.putAll(previousByName);
    return new WarmStart(
        source, variables, trainableOnly, missingAllowed, more, vocabularies, listener);
  }

  /**
   * Moves the rows of a variable, such as an embedding, so that each word keeps its values although
   * the vocabulary is another one. Words that are new keep the model's initial values.
   *
   * @param variable its name in this model
   * @param change both vocabularies
   * @return new settings
   */
  public WarmStart vocabulary(String variable, VocabularyChange change) {
    Map<String, VocabularyChange> more = new LinkedHashMap<>(vocabularies);
    more.put(variable, change);
    return new WarmStart(
        source, variables, trainableOnly, missingAllowed, previousNames, more, listener);
  }

  /**
   * Leaves variables that the source does not have, or has in another shape, at their initial
   * values. A name that fits no variable of the model stays an error.
   *
   * @return new settings
   */
  public WarmStart allowMissing() {
    return new WarmStart(
        source, variables, trainableOnly, true, previousNames, vocabularies, listener);
  }

  /**
   * Tells what was set and what was not, each time; the log does so in any case.
   *
   * @param consumer is given the report
   * @return new settings
   */
  public WarmStart reportTo(Consumer<WarmStartReport> consumer) {
    return new WarmStart(
        source, variables, trainableOnly, missingAllowed, previousNames, vocabularies, consumer);
  }

  Path source() {
    return source;
  }

  List<Pattern> expressions() {
    return variables;
  }

  boolean trainableOnly() {
    return trainableOnly;
  }

  boolean missingAllowed() {
    return missingAllowed;
  }

  Map<String, String> previousNames() {
    return previousNames;
  }

  Map<String, VocabularyChange> vocabularies() {
    return vocabularies;
  }

  Consumer<WarmStartReport> listener() {
    return listener;
  }

  /** The path of the bundle that the source stands for. */
  Path prefix() {
    Path savedModel = source.resolve("variables").resolve("variables");
    if (Files.exists(BundleFiles.index(savedModel))) {
      return savedModel;
    }
    if (Files.exists(BundleFiles.index(source))) {
      return source;
    }
    return Checkpoints.latest(source)
        .map(Checkpoint::prefix)
        .orElseThrow(
            () ->
                new CheckpointException(
                    source,
                    "there is nothing to start from at "
                        + source
                        + ": it is no checkpoint (its path without .index), no model directory with"
                        + " one, and no SavedModel",
                    null));
  }

  @Override
  public String toString() {
    return "warm start from " + source;
  }
}
