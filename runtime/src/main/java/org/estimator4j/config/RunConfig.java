package org.estimator4j.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operation;
import org.tensorflow.proto.ConfigProto;

/**
 * How a model is run: where its files are, the seed, how often it is saved and logged, and with how
 * many threads. Immutable. In a cluster the environment variable {@code TF_CONFIG} says which of
 * its tasks this process is; it is read when the settings are built.
 *
 * <pre>{@code
 * RunConfig config = RunConfig.builder(Path.of("model")).seed(7).saveCheckpointsSteps(500).build();
 * }</pre>
 *
 * @param modelDir where checkpoints, state and event files are
 * @param seed the seed of everything random in a run: initial values, order of the input, dropout
 * @param saveCheckpointsSteps steps between two checkpoints; 0 where {@code saveCheckpointsEvery}
 *     or nothing decides
 * @param saveCheckpointsEvery time between two checkpoints, or null
 * @param keepCheckpointMax how many checkpoints are kept; 0 keeps all
 * @param keepCheckpointEvery of each such period one checkpoint more is kept for good, or null
 * @param logStepCountSteps steps between two lines of progress; 0 logs none
 * @param saveSummarySteps steps between two summaries for TensorBoard; 0 writes none
 * @param intraOpThreads threads inside one operation; 0 leaves it to TensorFlow
 * @param interOpThreads threads across operations; 0 leaves it to TensorFlow, -1 runs everything in
 *     the calling thread
 * @param prefetchBatches how many batches are prepared while a step runs, where the input is slow
 *     enough for that; 0 prepares each when it is needed
 * @param stopOnSignal whether SIGTERM and Ctrl-C end a training after saving it
 * @param progress how a training shows its progress to people
 * @param baseSessionConfig what a session is opened with, before threads are set
 * @param cluster the processes that train together, as {@code TF_CONFIG} describes them
 * @param deviceFunction the device of each operation; see {@link Builder#deviceFunction}
 */
public record RunConfig(
    Path modelDir,
    long seed,
    long saveCheckpointsSteps,
    @Nullable Duration saveCheckpointsEvery,
    int keepCheckpointMax,
    @Nullable Duration keepCheckpointEvery,
    long logStepCountSteps,
    long saveSummarySteps,
    int intraOpThreads,
    int interOpThreads,
    int prefetchBatches,
    boolean stopOnSignal,
    ProgressDisplay progress,
    ConfigProto baseSessionConfig,
    ClusterConfig cluster,
    Function<Operation, String> deviceFunction) {

  /** The seed of a run that is given none: runs are repeatable unless one asks for another. */
  public static final long DEFAULT_SEED = 1;

  /** Checks every setting. */
  public RunConfig {
    requireNotNegative("saveCheckpointsSteps", saveCheckpointsSteps);
    requireNotNegative("keepCheckpointMax", keepCheckpointMax);
    requireNotNegative("logStepCountSteps", logStepCountSteps);
    requireNotNegative("saveSummarySteps", saveSummarySteps);
    requireNotNegative("intraOpThreads", intraOpThreads);
    requireNotNegative("prefetchBatches", prefetchBatches);
    if (interOpThreads < -1) {
      throw new IllegalArgumentException(
          "interOpThreads must be -1 or more, but is " + interOpThreads);
    }
    requirePositive("keepCheckpointEvery", keepCheckpointEvery);
    requirePositive("saveCheckpointsEvery", saveCheckpointsEvery);
    if (saveCheckpointsEvery != null) {
      if (saveCheckpointsSteps > 0) {
        throw new IllegalArgumentException(
            "saveCheckpointsSteps("
                + saveCheckpointsSteps
                + ") and saveCheckpointsEvery("
                + saveCheckpointsEvery
                + ") exclude each other: choose one");
      }
    }
  }

  /**
   * The default settings: seed {@value #DEFAULT_SEED}, a checkpoint every 10 minutes and at the end
   * of training, five kept, a line of progress every 100 steps.
   *
   * @param modelDir where checkpoints are, created when first needed
   * @return the settings
   */
  public static RunConfig inDir(Path modelDir) {
    return builder(modelDir).build();
  }

  /**
   * Settings to change.
   *
   * @param modelDir where checkpoints are, created when first needed
   * @return a builder with the default settings
   */
  public static Builder builder(Path modelDir) {
    return new Builder(modelDir, System.getenv());
  }

  /**
   * Settings to change, in the model directory that {@code TF_CONFIG} names.
   *
   * @return a builder with the default settings
   */
  public static Builder builder() {
    return new Builder(null, System.getenv());
  }

  /** Settings to change, in a process with these environment variables. */
  static Builder builder(@Nullable Path modelDir, Map<String, String> environment) {
    return new Builder(modelDir, environment);
  }

  /**
   * Settings that differ from these.
   *
   * <pre>{@code
   * RunConfig again = config.toBuilder().seed(8).build();
   * }</pre>
   *
   * @return a builder with the settings of this
   */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /**
   * Whether checkpoints are written at all.
   *
   * @return false if neither steps nor a time between checkpoints is set
   */
  public boolean savesCheckpoints() {
    return saveCheckpointsSteps > 0 || saveCheckpointsEvery != null;
  }

  /**
   * What TensorFlow is told when a session is opened.
   *
   * @return threads, soft placement of operations on devices, and in a cluster the devices that
   *     this task uses, unless {@link Builder#sessionConfig} named some
   */
  public ConfigProto sessionConfig() {
    ConfigProto.Builder config =
        baseSessionConfig.toBuilder()
            .setIntraOpParallelismThreads(intraOpThreads)
            .setInterOpParallelismThreads(interOpThreads);
    if (config.getDeviceFiltersCount() == 0) {
      config.addAllDeviceFilters(cluster.deviceFilters());
    }
    return config.build();
  }

  @SuppressWarnings("unused") // whatever the operation is
  private static String noDevice(Operation operation) {
    return "";
  }

  private static void requirePositive(String name, @Nullable Duration value) {
    if (value != null && (value.isNegative() || value.isZero())) {
      throw new IllegalArgumentException(name + " must be longer than nothing, but is " + value);
    }
  }

  private static void requireNotNegative(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must be 0 or more, but is " + value);
    }
  }

  /** Collects settings; each method returns the builder. Not for several threads. */
  public static final class Builder {

    private final @Nullable Path modelDir;
    private final Map<String, String> environment;
    private long seed = DEFAULT_SEED;
    private long saveCheckpointsSteps;
    private @Nullable Duration saveCheckpointsEvery = Duration.ofMinutes(10);
    private int keepCheckpointMax = 5;
    private long logStepCountSteps = 100;
    private long saveSummarySteps = 100;
    private int intraOpThreads;
    private int interOpThreads;
    private int prefetchBatches = 2;
    private @Nullable Duration keepCheckpointEvery;
    private boolean stopOnSignal;
    private ProgressDisplay progress = ProgressDisplay.AUTO;
    private ConfigProto baseSessionConfig =
        ConfigProto.newBuilder().setAllowSoftPlacement(true).build();
    private @Nullable ClusterConfig cluster;
    private Function<Operation, String> deviceFunction = RunConfig::noDevice;

    private Builder(@Nullable Path modelDir, Map<String, String> environment) {
      this.modelDir = modelDir;
      this.environment = environment;
    }

    private Builder(RunConfig config) {
      this(config.modelDir, Map.of());
      seed = config.seed;
      saveCheckpointsSteps = config.saveCheckpointsSteps;
      saveCheckpointsEvery = config.saveCheckpointsEvery;
      keepCheckpointMax = config.keepCheckpointMax;
      logStepCountSteps = config.logStepCountSteps;
      saveSummarySteps = config.saveSummarySteps;
      intraOpThreads = config.intraOpThreads;
      interOpThreads = config.interOpThreads;
      prefetchBatches = config.prefetchBatches;
      keepCheckpointEvery = config.keepCheckpointEvery;
      stopOnSignal = config.stopOnSignal;
      progress = config.progress;
      baseSessionConfig = config.baseSessionConfig;
      cluster = config.cluster;
      deviceFunction = config.deviceFunction;
    }

    /**
     * Sets the seed of everything random in a run.
     *
     * @param value any number
     * @return this builder
     */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /**
     * Saves after every so many steps, instead of by time.
     *
     * @param value steps between two checkpoints, more than 0
     * @return this builder
     */
    public Builder saveCheckpointsSteps(long value) {
      if (value <= 0) {
        throw new IllegalArgumentException(
            "saveCheckpointsSteps must be more than 0, but is " + value);
      }
      saveCheckpointsSteps = value;
      saveCheckpointsEvery = null;
      return this;
    }

    /**
     * Saves whenever so much time has passed, instead of by steps.
     *
     * @param value time between two checkpoints
     * @return this builder
     */
    public Builder saveCheckpointsEvery(Duration value) {
      saveCheckpointsEvery = value;
      saveCheckpointsSteps = 0;
      return this;
    }

    /**
     * Never saves: nothing of this run is left in the model directory.
     *
     * @return this builder
     */
    public Builder withoutCheckpoints() {
      saveCheckpointsEvery = null;
      saveCheckpointsSteps = 0;
      return this;
    }

    /**
     * Sets how many checkpoints are kept.
     *
     * @param value their number; 0 keeps all
     * @return this builder
     */
    public Builder keepCheckpointMax(int value) {
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
    public Builder keepCheckpointEvery(Duration value) {
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
    public Builder progress(ProgressDisplay value) {
      progress = value;
      return this;
    }

    /**
     * Lets SIGTERM and Ctrl-C end a training in good order: the step is finished, the model saved,
     * hooks are told, and the process ends. A second signal ends it at once. Off by default,
     * because a library must not take a process's signals unasked.
     *
     * @param value whether to listen while a training runs
     * @return this builder
     */
    public Builder stopOnSignal(boolean value) {
      stopOnSignal = value;
      return this;
    }

    /**
     * Sets what TensorFlow is told when a session is opened; the numbers of threads are set by
     * {@link #threads}.
     *
     * @param value the configuration
     * @return this builder
     */
    public Builder sessionConfig(ConfigProto value) {
      baseSessionConfig = value;
      return this;
    }

    /**
     * Sets the steps between two lines of progress.
     *
     * @param value the steps; 0 logs none
     * @return this builder
     */
    public Builder logStepCountSteps(long value) {
      logStepCountSteps = value;
      return this;
    }

    /**
     * Sets the steps between two summaries for TensorBoard.
     *
     * @param value the steps; 0 writes none
     * @return this builder
     */
    public Builder saveSummarySteps(long value) {
      saveSummarySteps = value;
      return this;
    }

    /**
     * Sets the number of threads. They belong to the process: the first session's settings hold for
     * all.
     *
     * @param intraOp threads inside one operation; 0 leaves it to TensorFlow
     * @param interOp threads across operations; 0 leaves it to TensorFlow, -1 runs everything in
     *     the calling thread
     * @return this builder
     */
    public Builder threads(int intraOp, int interOp) {
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
    public Builder prefetchBatches(int value) {
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
    public Builder cluster(ClusterConfig value) {
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
    public Builder deviceFunction(Function<Operation, String> value) {
      deviceFunction = value;
      return this;
    }

    /**
     * The settings.
     *
     * @return an immutable copy
     * @throws IllegalArgumentException if one of them makes no sense, or {@code TF_CONFIG} does
     *     not; the message names it
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
          saveCheckpointsSteps,
          saveCheckpointsEvery,
          keepCheckpointMax,
          keepCheckpointEvery,
          logStepCountSteps,
          saveSummarySteps,
          intraOpThreads,
          interOpThreads,
          prefetchBatches,
          stopOnSignal,
          progress,
          baseSessionConfig,
          tasks,
          deviceFunction);
    }
  }
}
