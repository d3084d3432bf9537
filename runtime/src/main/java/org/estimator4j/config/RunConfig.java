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
 * <p>Of Python's settings these have no meaning here: {@code session_creation_timeout_secs} (a
 * session of this process is there at once, without waiting for a chief), {@code
 * tf_random_seed=None} (a run always has a seed), {@code train_distribute}, {@code
 * eval_distribute}, {@code protocol} and {@code experimental_…} (there are no distribution
 * strategies).
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
 * @param saveSummarySteps steps between two summaries for TensorBoard; 0 where {@code
 *     saveSummaryEvery} decides, or none are written
 * @param saveSummaryEvery time between two summaries, or null
 * @param intraOpThreads threads inside one operation; 0 leaves it to TensorFlow
 * @param interOpThreads threads across operations; 0 leaves it to TensorFlow, -1 runs everything in
 *     the calling thread
 * @param prefetchBatches how many batches are prepared while a step runs, where the input is slow
 *     enough for that; 0 prepares each when it is needed
 * @param stopOnSignal whether SIGTERM and Ctrl-C end a training after saving it
 * @param saveInBackground whether checkpoints are written while the training goes on
 * @param saveGraphDef whether {@code graph.pbtxt} and a {@code .meta} file beside each checkpoint
 *     are written, for Python
 * @param progress how a training shows its progress to people
 * @param baseSessionConfig what a session is opened with, before threads are set
 * @param cluster the processes that train together, as {@code TF_CONFIG} describes them
 * @param deviceFunction the device of each operation; see {@link RunConfigBuilder#deviceFunction}
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
    @Nullable Duration saveSummaryEvery,
    int intraOpThreads,
    int interOpThreads,
    int prefetchBatches,
    boolean stopOnSignal,
    boolean saveInBackground,
    boolean saveGraphDef,
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
    requirePositive("saveSummaryEvery", saveSummaryEvery);
    requireOne(
        "saveCheckpointsSteps", saveCheckpointsSteps, "saveCheckpointsEvery", saveCheckpointsEvery);
    requireOne("saveSummarySteps", saveSummarySteps, "saveSummaryEvery", saveSummaryEvery);
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
  public static RunConfigBuilder builder(Path modelDir) {
    return new RunConfigBuilder(modelDir, System.getenv());
  }

  /**
   * Settings to change, in the model directory that {@code TF_CONFIG} names.
   *
   * @return a builder with the default settings
   */
  public static RunConfigBuilder builder() {
    return new RunConfigBuilder(null, System.getenv());
  }

  /** Settings to change, in a process with these environment variables. */
  static RunConfigBuilder builder(@Nullable Path modelDir, Map<String, String> environment) {
    return new RunConfigBuilder(modelDir, environment);
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
  public RunConfigBuilder toBuilder() {
    return new RunConfigBuilder(this);
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
   * Whether summaries for TensorBoard are written at all.
   *
   * @return false if neither steps nor a time between summaries is set
   */
  public boolean savesSummaries() {
    return saveSummarySteps > 0 || saveSummaryEvery != null;
  }

  /**
   * What TensorFlow is told when a session is opened.
   *
   * @return threads, soft placement of operations on devices, and in a cluster the devices that
   *     this task uses, unless {@link RunConfigBuilder#sessionConfig} named some
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

  private static void requirePositive(String name, @Nullable Duration value) {
    if (value != null && (value.isNegative() || value.isZero())) {
      throw new IllegalArgumentException(name + " must be longer than nothing, but is " + value);
    }
  }

  private static void requireOne(
      String bySteps, long steps, String byTime, @Nullable Duration time) {
    if (steps > 0 && time != null) {
      throw new IllegalArgumentException(
          bySteps
              + "("
              + steps
              + ") and "
              + byTime
              + "("
              + time
              + ") exclude each other: choose one");
    }
  }

  private static void requireNotNegative(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must be 0 or more, but is " + value);
    }
  }
}
