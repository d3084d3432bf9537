package org.estimator4j.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that a process is one task of, and which one: what the environment variable {@code
 * TF_CONFIG} says. Immutable.
 *
 * <pre>{@code
 * ClusterConfig cluster =
 *     ClusterConfig.parse(
 *         "{\"cluster\": {\"chief\": [\"host0:2222\"], \"worker\": [\"host1:2222\"]},"
 *             + " \"task\": {\"type\": \"worker\", \"index\": 0}}");
 * }</pre>
 *
 * @param taskType what this process is: {@code chief} or {@code master}, {@code worker}, {@code
 *     ps}, {@code evaluator}, or another job of the cluster; {@code worker} without a cluster
 * @param taskId its number among those of its type, from 0
 * @param isChief whether it initialises, saves and writes summaries; true without a cluster
 * @param master the address of the TensorFlow server for training, as {@code grpc://host:port};
 *     empty for this process itself
 * @param evaluationMaster the address of the TensorFlow server for evaluation; empty for this
 *     process itself
 * @param numWorkerReplicas how many tasks train, the chief included; 0 for an evaluator
 * @param numPsReplicas how many tasks keep variables
 * @param globalIdInCluster the number of this task among all: the chief is 0, then the other types
 *     in alphabetic order, {@code ps} last; empty for an evaluator, which is outside the cluster
 * @param clusterSpec the addresses by type; empty without a cluster, and for an evaluator
 * @param service what a service that started this process says of itself
 * @param modelDir the model directory that {@code TF_CONFIG} names
 * @param environment the environment that {@code TF_CONFIG} names, such as {@code google}
 * @see <a
 *     href="https://www.tensorflow.org/api_docs/python/tf/estimator/RunConfig">tf.estimator.RunConfig</a>
 */
public record ClusterConfig(
    String taskType,
    int taskId,
    boolean isChief,
    String master,
    String evaluationMaster,
    int numWorkerReplicas,
    int numPsReplicas,
    OptionalInt globalIdInCluster,
    Map<String, List<String>> clusterSpec,
    Map<String, @Nullable Object> service,
    Optional<Path> modelDir,
    Optional<String> environment) {

  /** Copies the addresses. */
  public ClusterConfig {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    clusterSpec.forEach((type, addresses) -> copy.put(type, List.copyOf(addresses)));
    clusterSpec = Collections.unmodifiableMap(copy);
  }

  /** The environment variable. */
  public static final String VARIABLE = "TF_CONFIG";

  /** The task that initialises, saves and writes summaries. */
  public static final String CHIEF = "chief";

  /** The older name of the chief, for a task that also evaluates. */
  public static final String MASTER = "master";

  /** A task that trains. */
  public static final String WORKER = "worker";

  /** A task that keeps variables. */
  public static final String PS = "ps";

  /** A task outside the cluster that evaluates checkpoints. */
  public static final String EVALUATOR = "evaluator";

  /**
   * The cluster that the environment describes.
   *
   * @param environment the environment variables, such as {@code System.getenv()}
   * @return the cluster; a single local task if {@code TF_CONFIG} is missing or blank
   * @throws IllegalArgumentException if {@code TF_CONFIG} is not JSON, or describes no usable
   *     cluster; the message says what, where, and how to mend it
   */
  public static ClusterConfig fromEnvironment(Map<String, String> environment) {
    String json = environment.get(VARIABLE);
    return json == null || json.isBlank() ? local() : parse(json);
  }

  /**
   * The cluster that a text describes.
   *
   * @param json what {@code TF_CONFIG} holds
   * @return the cluster
   * @throws IllegalArgumentException as in {@link #fromEnvironment}
   */
  public static ClusterConfig parse(String json) {
    return new TfConfig(JsonFields.of(VARIABLE, JsonText.parse(VARIABLE, json))).cluster();
  }

  /**
   * A single process.
   *
   * @return the cluster of nobody else
   */
  public static ClusterConfig local() {
    return new TfConfig(JsonFields.of(VARIABLE, null)).cluster();
  }

  /**
   * Whether this process is one of several.
   *
   * @return true in a cluster, also for an evaluator
   */
  public boolean isDistributed() {
    return taskType.equals(EVALUATOR) || !clusterSpec.isEmpty();
  }

  /**
   * The model directory, which the program or {@code TF_CONFIG} may give.
   *
   * @param given the one that the program gives, or null
   * @return the one that was given; empty if none was
   * @throws IllegalArgumentException if both are given and differ
   */
  public Optional<Path> modelDirOr(@Nullable Path given) {
    if (given == null) {
      return modelDir;
    }
    if (modelDir.isPresent() && !modelDir.get().equals(given)) {
      throw new IllegalArgumentException(
          "the model directory is "
              + given
              + " in the program, but "
              + modelDir.get()
              + " in TF_CONFIG.model_dir: leave one out, or make them equal");
    }
    return Optional.of(given);
  }

  /**
   * The devices that a session of this task sees, so that a worker that is down does not stop the
   * others: the servers of variables and itself.
   *
   * @return device filters for {@code ConfigProto}; empty where a session sees all
   */
  public List<String> deviceFilters() {
    if (clusterSpec.isEmpty()) {
      return List.of();
    }
    return switch (taskType) {
      case CHIEF, MASTER -> List.of("/job:ps", "/job:" + taskType);
      case WORKER -> List.of("/job:ps", "/job:worker/task:" + taskId);
      case PS -> List.of("/job:ps", "/job:worker", "/job:chief", "/job:master");
      default -> List.of();
    };
  }
}
