package org.estimator4j.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operation;
import org.tensorflow.proto.ConfigProto;

/** Collects settings; each method returns the builder. Not for several threads. */
public final class RunConfigBuilder {

  private final @Nullable Path modelDir;
  private final Map<String, String> environment;
  private long seed = RunConfig.DEFAULT_SEED;
  private Cadence checkpoints = Cadence.unless(0, Duration.ofMinutes(10));
  private int keepCheckpointMax = 5;
  private long logStepCountSteps = 100;
  private Cadence summaries = Cadence.unless(100, null);
  private int intraOpThreads;
  private int interOpThreads;
  private int prefetchBatches = 2;
  private @Nullable Duration keepCheckpointEvery;
  private boolean stopOnSignal;
  private boolean saveInBackground;
  private boolean saveGraphDef;
  private ProgressDisplay progress = ProgressDisplay.AUTO;
  private ConfigProto baseSessionConfig =
      ConfigProto.newBuilder().setAllowSoftPlacement(true).build();
  private @Nullable ClusterConfig cluster;
  private Function<Operation, String> deviceFunction = RunConfigBuilder::noDevice;

  RunConfigBuilder(@Nullable Path modelDir, Map<String, String> environment) {
    this.modelDir = modelDir;
    this.environment = environment;
  }

  RunConfigBuilder(RunConfig config) {
    this(config.modelDir(), Map.of());
    seed = config.seed();
    checkpoints = Cadence.unless(config.saveCheckpointsSteps(), config.saveCheckpointsEvery());
    keepCheckpointMax = config.keepCheckpointMax();
    logStepCountSteps = config.logStepCountSteps();
    summaries = Cadence.unless(config.saveSummarySteps(), config.saveSummaryEvery());
    intraOpThreads = config.intraOpThreads();
    interOpThreads = config.interOpThreads();
    prefetchBatches = config.prefetchBatches();
    keepCheckpointEvery = config.keepCheckpointEvery();
    stopOnSignal = config.stopOnSignal();
    saveInBackground = config.saveInBackground();
    saveGraphDef = config.saveGraphDef();
    progress = config.progress();
    baseSessionConfig = config.baseSessionConfig();
    cluster = config.cluster();
    deviceFunction = config.deviceFunction();
  }

  /**
   * Sets the seed of everything random in a run.
   *
   * @param value any number
   * @return this builder
   */
  public RunConfigBuilder seed(long value) {
    seed = value;
    return this;
  }

  /**
   * Saves after every so many steps. Excludes {@link #saveCheckpointsEvery}; in a builder of {@link
   * RunConfig#toBuilder} it takes the place of either.
   *
   * @param value steps between two checkpoints, more than 0
   * @return this builder
   */
  public RunConfigBuilder saveCheckpointsSteps(long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(
          "saveCheckpointsSteps must be more than 0, but is " + value);
    }
    checkpoints = checkpoints.withSteps(value);
    return this;
  }

  /**
   * Saves whenever so much time has passed. Excludes {@link #saveCheckpointsSteps}; in a builder of
   * {@link RunConfig#toBuilder} it takes the place of either.
   *
   * @param value time between two checkpoints; null takes it back, so that steps decide, or nothing
   *     is saved
   * @return this builder
   */
  public RunConfigBuilder saveCheckpointsEvery(@Nullable Duration value) {
    checkpoints = checkpoints.withTime(value);
    return this;
  }

  /**
   * Never saves: nothing of this run is left in the model directory. Takes back what was said of
   * steps and time before.
   *
   * @return this builder
   */
  public RunConfigBuilder withoutCheckpoints() {
    checkpoints = Cadence.NEVER;
    return this;
  }

  /**
   * Writes checkpoints while the training goes on: a step waits for the copy of the variables, and
   * for nothing else. One at a time: a checkpoint that falls due while another is being written is
   * put off to the first step after that, so on a slow disk there are fewer of them, at other
   * steps. The last one of a training is always written, and waited for.
   *
   * <p>Worth it where a checkpoint takes as long as many steps; it takes the memory of a second set
   * of variables. Listeners of checkpoints are told at the end of a later step, so which step that
   * is depends on the disk; a failure ends the training there. {@code trainAndEvaluate} always
   * waits, for it evaluates each checkpoint at once. Off by default.
   *
   * @param value whether to
   * @return this builder
   */
  public RunConfigBuilder saveInBackground(boolean value) {
    saveInBackground = value;
    return this;
  }

  /**
   * Saves the graph for Python: {@code graph.pbtxt}, and beside each checkpoint a {@code .meta}
   * file that {@code tf.compat.v1.train.import_meta_graph} reads. Off by default: nothing here
   * reads them, and they are as large as the graph.
   *
   * @param value whether to
   * @return this builder
   */
  public RunConfigBuilder saveGraphDef(boolean value) {
    saveGraphDef = value;
    return this;
  }

  /**
   * Sets how many checkpoints are kept.
   *
   * @param value their number; 0 keeps all
   * @return this builder
   */
  public RunConfigBuilder keepCheckpointMax(int value) {
    keepCheckpointMax = value;
    return this;
  }

  /**
   * Keeps one checkpoint of each such period for good, beside the newest ones: the last of it.
   * Periods are counted from 1970.
   *
   * @param value such as {@code Duration.ofHours(6)}
   * @return this builder
   */
  public RunConfigBuilder keepCheckpointEvery(Duration value) {
    keepCheckpointEvery = value;
    return this;
  }

  /**
   * Sets how a training shows its progress to people: by default a live line where there is a
   * terminal, and lines in the log elsewhere.
   *
   * @param value how
   * @return this builder
   */
  public RunConfigBuilder progress(ProgressDisplay value) {
    progress = value;
    return this;
  }

  /**
   * Lets SIGTERM and Ctrl-C end a training in good order: the step is finished, the model saved,
   * hooks are told, and the process ends. A second signal ends it at once. Off by default, because
   * a library must not take a process's signals unasked.
   *
   * @param value whether to listen while a training runs
   * @return this builder
   */
  public RunConfigBuilder stopOnSignal(boolean value) {
    stopOnSignal = value;
    return this;
  }

  /**
   * Sets what TensorFlow is told when a session is opened; the numbers of threads are set by {@link
   * #threads}.
   *
   * @param value the configuration
   * @return this builder
   */
  public RunConfigBuilder sessionConfig(ConfigProto value) {
    baseSessionConfig = value;
    return this;
  }

  /**
   * Sets the steps between two lines of progress.
   *
   * @param value the steps; 0 logs none
   * @return this builder
   */
  public RunConfigBuilder logStepCountSteps(long value) {
    logStepCountSteps = value;
    return this;
  }

  /**
   * Sets the steps between two summaries for TensorBoard. Excludes {@link #saveSummaryEvery}.
   *
   * @param value the steps; 0 writes none by steps
   * @return this builder
   */
  public RunConfigBuilder saveSummarySteps(long value) {
    summaries = summaries.withSteps(value);
    return this;
  }

  /**
   * Sets the time between two summaries for TensorBoard. Excludes {@link #saveSummarySteps}, whose
   * points are at the same steps in each run; these are not.
   *
   * @param value the time, longer than nothing; null writes none by time
   * @return this builder
   */
  public RunConfigBuilder saveSummaryEvery(@Nullable Duration value) {
    summaries = summaries.withTime(value);
    return this;
  }

  /**
   * Sets the number of threads. They belong to the process: the first session's settings hold for
   * all.
   *
   * @param intraOp threads inside one operation; 0 leaves it to TensorFlow
   * @param interOp threads across operations; 0 leaves it to TensorFlow, -1 runs everything in the
   *     calling thread
   * @return this builder
   */
  public RunConfigBuilder threads(int intraOp, int interOp) {
    intraOpThreads = intraOp;
    interOpThreads = interOp;
    return this;
  }

  /**
   * Sets how many batches are prepared while a step runs, in a thread of their own: 2 unless
   * another number is set. Outside of training the first batches show whether the input is slow
   * enough to be worth a thread. An input that prefetches by itself is left as it is.
   *
   * @param value their number; 0 prepares each batch in the calling thread, when it is needed
   * @return this builder
   */
  public RunConfigBuilder prefetchBatches(int value) {
    prefetchBatches = value;
    return this;
  }

  /**
   * Says which processes train together, instead of the environment variable {@code TF_CONFIG}.
   *
   * @param value the cluster; {@link ClusterConfig#local()} trains alone, whatever {@code
   *     TF_CONFIG} says
   * @return this builder
   */
  public RunConfigBuilder cluster(ClusterConfig value) {
    cluster = value;
    return this;
  }

  /**
   * Places operations. Called once for each operation when the graph of a mode is complete. What
   * the model placed itself stays there, part by part; an operation on a variable goes where the
   * variable is.
   *
   * <pre>{@code
   * RunConfig config =
   *     RunConfig.builder(modelDir)
   *         .deviceFunction(op -> op.type().equals("MatMul") ? "/device:GPU:1" : "")
   *         .build();
   * }</pre>
   *
   * @param value gives a device such as {@code /device:GPU:0}, or an empty text for none
   * @return this builder
   */
  public RunConfigBuilder deviceFunction(Function<Operation, String> value) {
    deviceFunction = value;
    return this;
  }

  /**
   * The settings.
   *
   * @return an immutable copy
   * @throws IllegalArgumentException if one of them makes no sense, or {@code TF_CONFIG} does not;
   *     the message names it
   */
  public RunConfig build() {
    ClusterConfig tasks = cluster == null ? ClusterConfig.fromEnvironment(environment) : cluster;
    Path directory =
        tasks
            .modelDirOr(modelDir)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no model directory: use RunConfig.builder(modelDir), or name"
                            + " one in TF_CONFIG.model_dir"));
    return new RunConfig(
        directory,
        seed,
        checkpoints.steps(),
        checkpoints.time(),
        keepCheckpointMax,
        keepCheckpointEvery,
        logStepCountSteps,
        summaries.steps(),
        summaries.time(),
        intraOpThreads,
        interOpThreads,
        prefetchBatches,
        stopOnSignal,
        saveInBackground,
        saveGraphDef,
        progress,
        baseSessionConfig,
        tasks,
        deviceFunction);
  }

  @SuppressWarnings("unused") // whatever the operation is
  private static String noDevice(Operation operation) {
    return "";
  }

  /**
   * How often something is done: by steps or by time. Both, if a program says so, which {@link
   * RunConfig} refuses.
   *
   * @param chosen whether the program said anything; what it wants first takes the place of both
   */
  private record Cadence(boolean chosen, long steps, @Nullable Duration time) {

    static final Cadence NEVER = new Cadence(true, 0, null);

    /** What holds unless the program says something else. */
    static Cadence unless(long steps, @Nullable Duration time) {
      return new Cadence(false, steps, time);
    }

    Cadence withSteps(long value) {
      return new Cadence(true, value, chosen || value == 0 ? time : null);
    }

    Cadence withTime(@Nullable Duration value) {
      return new Cadence(true, chosen || value == null ? steps : 0, value);
    }
  }
}
