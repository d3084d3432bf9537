package org.estimator4j.serve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.estimator4j.feature.internal.NearNames;
import org.estimator4j.session.TensorValue;
import org.estimator4j.tensorflow.OperationFailedException;
import org.tensorflow.ndarray.Shape;

/**
 * Answers what a model is asked, in one warm session: arrays in, arrays out.
 *
 * <pre>{@code
 * try (Predictor digits = Predictor.load(savedModel)) {
 *   float[][] pixels = new float[32][784];
 *   float[] probabilities = digits.predict(Map.of("pixels", pixels)).get("probabilities").asFloats();
 * }
 * }</pre>
 *
 * <p>What stands for a tensor: {@code float[][]} for a {@code TFloat32} of two dimensions, and so
 * on for {@code double}, {@code int}, {@code long}, {@code boolean}, {@code byte} ({@code TUint8}),
 * {@code short} ({@code TUint16}), {@code float} for the types of 16 bits, {@code String} or {@code
 * byte[]} for each element of a {@code TString}; or an {@code NdArray}, such as a tensor. A single
 * element is a {@code Float}, {@code Long} and so on. NaN and infinity are numbers as others.
 *
 * <p>A ragged or sparse input is given as one value as well: an array of rows that differ in
 * length, such as {@code String[][]}; or, if it is sparse, of {@code SparseRow}s.
 *
 * <p>For any number of threads at the same time. Close it once: it holds native memory, which the
 * garbage collector does not free.
 */
public final class Predictor implements AutoCloseable {

  private final PredictorSource source;
  private final ModelSignature signature;
  private final List<ModelInput> inputs;
  private final LanePool lanes;
  private final RowRule rule;

  private Predictor(PredictorSource source, RowRule rule) {
    this.source = source;
    this.rule = rule;
    this.signature = source.signature();
    this.inputs = new ArrayList<>();
    signature.inputs().forEach((name, spec) -> inputs.add(ModelInput.of(name, spec)));
    this.lanes = new LanePool(source, inputs);
  }

  /**
   * Loads a SavedModel, ours or anybody's.
   *
   * @param savedModel its directory, which has a {@code saved_model.pb}
   * @param options tags, a signature, threads; by default {@code serve} and {@code serving_default}
   * @return a predictor, which the caller closes
   * @throws SavedModelException if there is no such model, or it is damaged
   */
  public static Predictor load(Path savedModel, PredictorOption... options) {
    PredictorSettings settings = PredictorSettings.of(options);
    return of(SavedModelSource.load(savedModel, settings), settings.rows());
  }

  /** As {@link #load(Path, PredictorOption...)}, with {@code options} that were collected. */
  public static Predictor load(Path savedModel, List<? extends PredictorOption> options) {
    return load(savedModel, options.toArray(PredictorOption[]::new));
  }

  /**
   * Loads the newest of the SavedModels that exports have made in a directory: the one with the
   * highest number.
   *
   * @param base the directory, as it was given to {@code exportSavedModel}
   * @param options as for {@link #load}
   * @return a predictor, which the caller closes
   * @throws SavedModelException if there is none, or it is damaged
   */
  public static Predictor loadNewest(Path base, PredictorOption... options) {
    return load(SavedModelFiles.newest(base), options);
  }

  /** As {@link #loadNewest(Path, PredictorOption...)}, with {@code options} that were collected. */
  public static Predictor loadNewest(Path base, List<? extends PredictorOption> options) {
    return loadNewest(base, options.toArray(PredictorOption[]::new));
  }

  /**
   * A predictor over a session. Internal: {@code Estimator.predictor()} is for users.
   *
   * @param source the session, which the predictor closes
   * @return the predictor
   */
  public static Predictor of(PredictorSource source) {
    return of(source, RowRule.EQUAL);
  }

  private static Predictor of(PredictorSource source, RowRule rule) {
    boolean made = false;
    try {
      Predictor predictor = new Predictor(source, rule);
      made = true;
      return predictor;
    } finally {
      if (!made) {
        source.close();
      }
    }
  }

  /**
   * What the model takes and gives.
   *
   * @return names, element types and shapes
   */
  public ModelSignature signature() {
    return signature;
  }

  /**
   * Asks about a batch.
   *
   * @param batch an array for each input of the signature, by its name; their first dimension is
   *     the batch. A batch of no rows is answered with none.
   * @return the outputs by name, with the dimension of the batch
   * @throws PredictionException if an input is missing, not known, of another type or shape, or of
   *     another number of rows than the others (but see {@link PredictorOption#unequalRows}); or if
   *     TensorFlow reports a failure
   * @throws IllegalStateException if the predictor is closed
   */
  public Map<String, TensorValue> predict(Map<String, ?> batch) {
    requireKnown(batch);
    Feed feed = new Feed(rule);
    for (ModelInput input : inputs) {
      input.addBatch(value(input, batch), feed);
    }
    return feed.rows() == 0 && EmptyAnswer.isKnown(signature)
        ? EmptyAnswer.of(signature)
        : run(feed);
  }

  /**
   * Asks about a single row.
   *
   * @param row a value for each input of the signature, by its name, without the dimension of the
   *     batch
   * @return the outputs by name, without the dimension of the batch
   * @throws PredictionException as {@link #predict}
   * @throws IllegalStateException if the predictor is closed
   */
  public Map<String, TensorValue> predictRow(Map<String, ?> row) {
    requireKnown(row);
    Feed feed = new Feed(rule);
    for (ModelInput input : inputs) {
      input.addRows(List.of(value(input, row)), feed);
    }
    return RowAnswers.row(run(feed), signature, 0);
  }

  /**
   * Asks about rows that stand apart from each other, in one batch.
   *
   * @param rows for each row what {@link #predictRow} takes; all of the same shapes
   * @return for each row what {@link #predictRow} gives, in order
   * @throws PredictionException as {@link #predict}, or if an output does not have the batch as its
   *     first dimension
   * @throws IllegalStateException if the predictor is closed
   */
  public List<Map<String, TensorValue>> predictRows(List<? extends Map<String, ?>> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    rows.forEach(this::requireKnown);
    Feed feed = new Feed(rule);
    for (ModelInput input : inputs) {
      List<Object> values = new ArrayList<>(rows.size());
      for (Map<String, ?> row : rows) {
        values.add(value(input, row));
      }
      input.addRows(values, feed);
    }
    return RowAnswers.rows(run(feed), signature, rows.size());
  }

  /** Checks a row without running it, and gives the shapes of its values. */
  List<Shape> shapesOfRow(Map<String, ?> row) {
    requireKnown(row);
    List<Shape> shapes = new ArrayList<>(inputs.size());
    for (ModelInput input : inputs) {
      shapes.add(input.shapeOfRow(value(input, row)));
    }
    return shapes;
  }

  private Map<String, TensorValue> run(Feed feed) {
    Lane lane = lanes.take();
    try {
      return lane.run(feed);
    } catch (OperationFailedException e) {
      throw new PredictionException(
          "TensorFlow failed to answer for " + source.describe() + ": " + e.getMessage(), e);
    } finally {
      lanes.giveBack(lane);
    }
  }

  private static Object value(ModelInput input, Map<String, ?> given) {
    Object value = given.get(input.name());
    if (value == null) {
      String near = given.containsKey(input.name()) ? "it is null" : "given are " + given.keySet();
      throw new PredictionException(
          "input '" + input.name() + "' (" + input.spec() + ") is missing; " + near);
    }
    return value;
  }

  private void requireKnown(Map<String, ?> given) {
    if (given.size() <= inputs.size() && signature.inputs().keySet().containsAll(given.keySet())) {
      return;
    }
    for (String name : given.keySet()) {
      if (!signature.inputs().containsKey(name)) {
        throw new PredictionException(
            "there is no input '"
                + name
                + "'"
                + near(name)
                    .map(near -> "; did you mean '" + near + "'?")
                    .orElse("; signature '" + signature.key() + "' takes " + signature.inputs()));
      }
    }
  }

  /** The tensors of a sparse or ragged input are fed as one value, under the name of all. */
  private Optional<String> near(String name) {
    String whole = name.substring(0, Math.max(0, name.lastIndexOf('/')));
    return signature.inputs().containsKey(whole)
        ? Optional.of(whole)
        : NearNames.near(name, signature.inputs().keySet());
  }

  /** Waits for the answers that are under way and frees the session; a second call does nothing. */
  @Override
  public void close() {
    lanes.close();
  }

  @Override
  public String toString() {
    return "predictor of " + source.describe();
  }
}
