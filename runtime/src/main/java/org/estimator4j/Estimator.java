package org.estimator4j;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.estimator4j.annotation.Mode;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.checkpoint.Checkpoints;
import org.estimator4j.checkpoint.WarmStart;
import org.estimator4j.config.Params;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.Input;
import org.estimator4j.serve.Predictor;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.TensorValue;
import org.estimator4j.spec.EstimatorSpecFactory;
import org.estimator4j.spec.internal.ModeGraph;

/**
 * Trains, evaluates and asks a model. All its state is in the model directory: the same program,
 * started again, goes on where it stopped.
 *
 * <pre>{@code
 * try (Estimator iris = Estimator.of(new IrisClassifier(1e-2f), RunConfig.inDir(modelDir))) {
 *   iris.train(trainInput, maxSteps(500));
 *   EvalResult result = iris.evaluate(testInput);
 *   try (Stream<Prediction> predictions = iris.predict(newFlowers)) {
 *     predictions.forEach(System.out::println);
 *   }
 * }
 * }</pre>
 *
 * <p>The graph and the session of a mode are made when it is first used and serve every later call.
 * One thread at a time; another one is told so. Close it: it holds native memory, which the garbage
 * collector does not free.
 */
public final class Estimator implements AutoCloseable {

  private final EstimatorModel model;
  private final EstimatorUse use = new EstimatorUse();
  private final EvalEvents evalEvents = new EvalEvents();
  private final ModeRuntimes runtimes;
  private final NewestCheckpoint newest;

  private Estimator(EstimatorModel model) {
    this.model = model;
    this.runtimes = new ModeRuntimes(model);
    this.newest = new NewestCheckpoint(model.config().modelDir());
  }

  /**
   * An estimator of an annotated model.
   *
   * @param model an object of a class with a {@code @ModelFn} method
   * @param config how it is run
   * @return the estimator; nothing is built or read yet
   * @throws MissingFactoryException if the annotation processor did not run on the class
   */
  public static Estimator of(Object model, RunConfig config) {
    return of(model, config, Params.empty());
  }

  /**
   * An estimator of an annotated model with hyperparameters.
   *
   * @param model an object of a class with a {@code @ModelFn} method
   * @param config how it is run
   * @param params what methods with a {@code Params} parameter are given
   * @return the estimator; nothing is built or read yet
   * @throws MissingFactoryException if the annotation processor did not run on the class
   */
  public static Estimator of(Object model, RunConfig config, Params params) {
    EstimatorSpecFactory factory =
        model instanceof EstimatorSpecFactory given ? given : FactoryFinder.find(model);
    return new Estimator(new EstimatorModel(factory, config, params, Optional.empty()));
  }

  /**
   * An estimator of a model by its factory, without reflection.
   *
   * @param factory the generated factory, such as {@code new IrisClassifierSpecFactory(model)}
   * @param config how it is run
   * @return the estimator; nothing is built or read yet
   */
  public static Estimator of(EstimatorSpecFactory factory, RunConfig config) {
    return new Estimator(new EstimatorModel(factory, config, Params.empty(), Optional.empty()));
  }

  /**
   * An estimator of the same model that takes values of its variables from another training, as
   * long as the model directory has no checkpoint. This estimator stays as it is.
   *
   * @param warmStart what to take from where
   * @return a new estimator, which the caller closes
   */
  public Estimator withWarmStart(WarmStart warmStart) {
    return new Estimator(
        new EstimatorModel(
            model.factory(), model.config(), model.params(), Optional.of(warmStart)));
  }

  /**
   * Trains, from the newest checkpoint of the model directory or from the start.
   *
   * @param input what to learn from
   * @param options how far to go, and hooks; without a limit until the input ends
   * @return how it ended
   */
  public TrainResult train(Input input, TrainOption... options) {
    TrainSettings settings = TrainSettings.of(options);
    TrainCall call = new TrainCall(model, input, settings);
    TrainResult result =
        use.during(
            () ->
                FinishedTraining.of(model, settings.maxSteps())
                    .orElseGet(() -> with(Mode.TRAIN, settings.hooks(), call::run)));
    call.leaveOnSignal();
    return result;
  }

  /**
   * As {@link #train(Input, TrainOption...)}, with options that were collected.
   *
   * @param input what to learn from
   * @param options how far to go, and hooks; without a limit until the input ends
   * @return how it ended
   */
  public TrainResult train(Input input, List<? extends TrainOption> options) {
    return train(input, options.toArray(TrainOption[]::new));
  }

  /**
   * Measures the model of the newest checkpoint, or of the one that the options name.
   *
   * @param input rows with labels
   * @param options a limit, a name, a checkpoint, hooks
   * @return the loss and the model's metrics
   */
  public EvalResult evaluate(Input input, EvalOption... options) {
    EvalSettings settings = EvalSettings.of(options);
    return use.during(
        () ->
            with(
                Mode.EVAL,
                settings.hooks(),
                new EvalCall(model, input, settings, evalEvents)::run));
  }

  /**
   * As {@link #evaluate(Input, EvalOption...)}, with options that were collected.
   *
   * @param input rows with labels
   * @param options a limit, a name, a checkpoint, hooks
   * @return the loss and the model's metrics
   */
  public EvalResult evaluate(Input input, List<? extends EvalOption> options) {
    return evaluate(input, options.toArray(EvalOption[]::new));
  }

  /**
   * Measures the model of the newest checkpoint on several sets.
   *
   * @param sets rows with labels, by the name of the set
   * @param options for each of the evaluations
   * @return a result for each set, in the order of the map
   */
  public Map<String, EvalResult> evaluate(Map<String, Input> sets, EvalOption... options) {
    EvalSettings settings = EvalSettings.of(options);
    Map<String, EvalResult> results = new LinkedHashMap<>();
    use.during(
        () ->
            sets.forEach(
                (name, input) -> {
                  EvalCall call = new EvalCall(model, input, settings.named(name), evalEvents);
                  results.put(name, with(Mode.EVAL, settings.hooks(), call::run));
                }));
    return Collections.unmodifiableMap(results);
  }

  /**
   * As {@link #evaluate(Map, EvalOption...)}, with options that were collected.
   *
   * @param sets rows with labels, by the name of the set
   * @param options for each of the evaluations
   * @return a result for each set, in the order of the map
   */
  public Map<String, EvalResult> evaluate(
      Map<String, Input> sets, List<? extends EvalOption> options) {
    return evaluate(sets, options.toArray(EvalOption[]::new));
  }

  /**
   * Trains, and evaluates the checkpoints on the way, with exports and early stopping. The same
   * call, started again after any interruption, goes on where it was: what was evaluated, exported
   * and decided is recorded in the model directory, beside the checkpoints.
   *
   * <pre>{@code
   * TrainAndEvaluateResult result =
   *     estimator.trainAndEvaluate(
   *         TrainSpec.builder(trainInput)
   *             .maxSteps(10_000)
   *             .earlyStopping(EarlyStopping.ifNoIncrease("accuracy").patienceEvaluations(5))
   *             .build(),
   *         EvalSpec.builder(testInput).exporters(BestExporter.byHighest("accuracy")).build());
   * System.out.println(result.evaluation().get("accuracy"));
   * }</pre>
   *
   * <p>A run that has come to its end trains no more; its result is that of the model as it is.
   *
   * @param trainSpec what to learn from, how far, and when to stop earlier
   * @param evalSpecs on what to evaluate, at least one; with names where there are several
   * @return how the training ended, the evaluations of the model that it ended with, the exports
   * @throws IllegalArgumentException if no checkpoints are saved, names are used twice, or a rule
   *     or exporter looks at a metric that the model has not; before anything runs
   * @throws EmptyInputException if an evaluation set is empty; before anything runs
   */
  public TrainAndEvaluateResult trainAndEvaluate(TrainSpec trainSpec, EvalSpec... evalSpecs) {
    return trainAndEvaluate(trainSpec, List.of(evalSpecs), Clock.systemUTC());
  }

  EvalEvents evalEvents() {
    return evalEvents;
  }

  /**
   * As {@link #trainAndEvaluate(TrainSpec, EvalSpec...)}, with {@code evalSpecs} that were
   * collected.
   */
  public TrainAndEvaluateResult trainAndEvaluate(
      TrainSpec trainSpec, List<? extends EvalSpec> evalSpecs) {
    return trainAndEvaluate(trainSpec, evalSpecs.toArray(EvalSpec[]::new));
  }

  TrainAndEvaluateResult trainAndEvaluate(
      TrainSpec trainSpec, List<EvalSpec> evalSpecs, Clock clock) {
    TrainAndEvaluateCall call = new TrainAndEvaluateCall(this, model, trainSpec, evalSpecs, clock);
    TrainAndEvaluateResult result = use.during(call::run);
    call.leaveOnSignal();
    return result;
  }

  /**
   * Asks the model of the newest checkpoint about rows. Everything is checked now; batches are
   * computed when the stream is read, all with this checkpoint: a stream that is still open when
   * another call loads another one loads its own again, and fails if it is gone.
   *
   * @param input rows; labels are ignored
   * @param options which predictions, of which checkpoint, with which hooks
   * @return a prediction for each row, in order; close the stream unless it is read to its end
   */
  public Stream<Prediction> predict(Input input, PredictOption... options) {
    return predict(input, PredictCall.Unit.ROWS, options);
  }

  /**
   * As {@link #predict(Input, PredictOption...)}, with options that were collected.
   *
   * @param input rows; labels are ignored
   * @param options which predictions, of which checkpoint, with which hooks
   * @return a prediction for each row, in order; close the stream unless it is read to its end
   */
  public Stream<Prediction> predict(Input input, List<? extends PredictOption> options) {
    return predict(input, options.toArray(PredictOption[]::new));
  }

  /**
   * Asks the model about whole batches, as {@link #predict} does about rows. Predictions need not
   * have the batch as their first dimension.
   *
   * @param input rows; labels are ignored
   * @param options which predictions, of which checkpoint, with which hooks
   * @return a prediction for each batch, with the batch dimension; close the stream unless it is
   *     read to its end
   */
  public Stream<Prediction> predictBatches(Input input, PredictOption... options) {
    return predict(input, PredictCall.Unit.BATCHES, options);
  }

  /**
   * As {@link #predictBatches(Input, PredictOption...)}, with options that were collected.
   *
   * @param input rows; labels are ignored
   * @param options which predictions, of which checkpoint, with which hooks
   * @return a prediction for each batch; close the stream unless it is read to its end
   */
  public Stream<Prediction> predictBatches(Input input, List<? extends PredictOption> options) {
    return predictBatches(input, options.toArray(PredictOption[]::new));
  }

  private Stream<Prediction> predict(Input input, PredictCall.Unit unit, PredictOption... options) {
    PredictSettings settings = PredictSettings.of(options);
    PredictCall call =
        use.during(
            () ->
                with(
                    Mode.PREDICT,
                    settings.hooks(),
                    runtime -> new PredictCall(model, runtime, input, settings, unit, use)));
    return StreamSupport.stream(call, false).onClose(call::close);
  }

  /**
   * Writes the model of the newest checkpoint as a SavedModel, which TensorFlow Serving, Python and
   * converters read: with a signature for each of the model's export outputs, and always with a
   * {@code serving_default}. Unless options say otherwise it is fed with the model's features, by
   * their names.
   *
   * <p>The model gets a directory of its own, called by the second of the export. It is complete
   * when it has that name, so a server that takes the highest number never sees half a model.
   *
   * @param base where that directory is made
   * @param options modes, receivers, a checkpoint, files to carry along
   * @return the new directory, {@code <base>/<seconds since 1970>}
   * @throws IllegalStateException if the model was never saved
   */
  public Path exportSavedModel(Path base, ExportOption... options) {
    return use.during(new ExportCall(model, base, options)::run);
  }

  /**
   * As {@link #exportSavedModel(Path, ExportOption...)}, with options that were collected.
   *
   * @param base where that directory is made
   * @param options modes, receivers, a checkpoint, files to carry along
   * @return the new directory, {@code <base>/<seconds since 1970>}
   * @throws IllegalStateException if the model was never saved
   */
  public Path exportSavedModel(Path base, List<? extends ExportOption> options) {
    return exportSavedModel(base, options.toArray(ExportOption[]::new));
  }

  /**
   * A predictor of the newest checkpoint, or of the one that the options name: arrays in, arrays
   * out, for any number of threads. It has a session of its own, so it goes on answering with the
   * same values while this estimator trains, and after it was closed.
   *
   * @param options which predictions, of which checkpoint
   * @return the predictor, which the caller closes
   * @throws IllegalStateException if the model was never saved
   * @throws IllegalArgumentException if the options have hooks, which a predictor does not run
   */
  public Predictor predictor(PredictOption... options) {
    PredictSettings settings = PredictSettings.of(options);
    return use.during(() -> PredictorCall.run(model, settings));
  }

  /** As {@link #predictor(PredictOption...)}, with {@code options} that were collected. */
  public Predictor predictor(List<? extends PredictOption> options) {
    return predictor(options.toArray(PredictOption[]::new));
  }

  /**
   * Builds the graph of every mode that the model supports, without data and without touching the
   * model directory: a unit test of a model.
   *
   * @throws RuntimeException if a graph cannot be built; the message names model, mode and field
   */
  public void verify() {
    use.during(
        () -> {
          for (Mode mode : EnumSet.copyOf(model.factory().modes())) {
            runtimes.build(mode, List.of()).close();
          }
        });
  }

  /**
   * The newest checkpoint.
   *
   * @return the checkpoint, or empty if the model was never saved
   */
  public Optional<Checkpoint> latestCheckpoint() {
    return Checkpoints.latest(model.config().modelDir());
  }

  /**
   * The variables of the newest checkpoint, optimizer slots and the global step included.
   *
   * @return their names, in alphabetical order
   * @throws IllegalStateException if the model was never saved
   */
  public List<String> variableNames() {
    return newest.variableNames();
  }

  /**
   * The value of a variable in the newest checkpoint.
   *
   * @param name its name, as in {@link #variableNames()}
   * @return a copy
   * @throws IllegalStateException if the model was never saved
   * @throws IllegalArgumentException if there is no variable of this name
   */
  public TensorValue variableValue(String name) {
    return newest.variableValue(name);
  }

  /** Works with the warm runtime of a mode; see {@link ModeRuntimes#with}. */
  <R> R with(Mode mode, List<SessionRunHook> hooks, Function<ModeRuntime, R> work) {
    return runtimes.with(mode, hooks, work);
  }

  /** Looks at the graph of a mode. */
  <R> R inspect(Mode mode, Function<ModeGraph, R> look) {
    return runtimes.inspect(mode, look);
  }

  /**
   * Frees the graphs and sessions; a second call does nothing.
   *
   * @throws IllegalStateException if a call of another thread, or one that this thread is in, goes
   *     on; the estimator stays open then
   */
  @Override
  public void close() {
    use.close(
        () -> {
          runtimes.close();
          evalEvents.close();
        });
  }
}
