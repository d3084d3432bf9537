package org.estimator4j.config;

import static org.estimator4j.config.ClusterConfig.CHIEF;
import static org.estimator4j.config.ClusterConfig.EVALUATOR;
import static org.estimator4j.config.ClusterConfig.MASTER;
import static org.estimator4j.config.ClusterConfig.PS;
import static org.estimator4j.config.ClusterConfig.WORKER;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a {@link ClusterConfig} out of {@code TF_CONFIG}, field by field, as the reference does.
 */
final class TfConfig {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterConfig.class);

  /** What services are known to add is known here, too, though nothing reads it. */
  private static final Set<String> KNOWN =
      Set.of(
          "cluster",
          "task",
          "session_master",
          "eval_session_master",
          "service",
          "model_dir",
          "environment",
          "job",
          "rpc_layer");

  private static final Pattern ADDRESS = Pattern.compile("[^\\s/]+:(\\d{1,5})");
  private static final int MAX_PORT = 65535;

  private final JsonFields fields;
  private final Map<String, List<String>> jobs;
  private final Optional<String> givenType;
  private final OptionalInt givenIndex;

  TfConfig(JsonFields fields) {
    this.fields = fields;
    for (String name : fields.unknown(KNOWN)) {
      LOG.warn("TF_CONFIG.{} is not known and has no effect; known are {}", name, sorted(KNOWN));
    }
    this.jobs = jobs(fields.object("cluster"));
    this.givenType = fields.object("task").string("type");
    this.givenIndex = fields.object("task").wholeNumber("index");
  }

  ClusterConfig cluster() {
    if (jobs.isEmpty()) {
      return local();
    }
    String chief = requireOneChief();
    String type =
        givenType.orElseThrow(
            () ->
                problem(
                    "task.type must be set where there is a cluster: one of "
                        + sorted(jobs.keySet())
                        + ", or evaluator"));
    int index =
        givenIndex.orElseThrow(
            () ->
                problem(
                    "task.index must be set where there is a cluster: the number of this task among"
                        + " those of type "
                        + type
                        + ", from 0"));
    if (index < 0) {
      throw problem("task.index must be 0 or more, but is " + index);
    }
    return type.equals(EVALUATOR) ? evaluator(chief, index) : member(chief, type, index);
  }

  private ClusterConfig local() {
    String type = givenType.orElse(WORKER);
    int index = givenIndex.orElse(0);
    if (!type.equals(WORKER)) {
      throw problem(
          "task.type is \""
              + type
              + "\", but without a cluster it must be \"worker\": add TF_CONFIG.cluster, or leave"
              + " the task out");
    }
    if (index != 0) {
      throw problem(
          "task.index is "
              + index
              + ", but without a cluster it must be 0: add TF_CONFIG.cluster, or leave the task"
              + " out");
    }
    return config(type, 0, true, sessionMaster(), evalSessionMaster(), 1, OptionalInt.of(0));
  }

  private ClusterConfig evaluator(String chief, int index) {
    if (chief.equals(MASTER)) {
      throw problem(
          "task.type is \"evaluator\", but a cluster with a \"master\" has none: the master"
              + " evaluates. Name the job \"chief\" instead");
    }
    return config(EVALUATOR, index, false, "", evalSessionMaster(), 0, OptionalInt.empty());
  }

  private ClusterConfig member(String chief, String type, int index) {
    List<String> tasks = jobs.get(type);
    if (tasks == null) {
      throw problem(
          "task.type is \""
              + type
              + "\", which the cluster does not have: it has "
              + sorted(jobs.keySet()));
    }
    if (index >= tasks.size()) {
      throw problem(
          "task.index is "
              + index
              + ", but the cluster has "
              + tasks.size()
              + " of type \""
              + type
              + "\": 0 to "
              + (tasks.size() - 1));
    }
    int nodes = jobs.values().stream().mapToInt(List::size).sum();
    String own = nodes == 1 ? "" : "grpc://" + tasks.get(index);
    String master = sessionMaster().isEmpty() ? own : sessionMaster();
    int workers = count(WORKER) + 1;
    OptionalInt id = OptionalInt.of(globalId(chief, type, index));
    return config(type, index, type.equals(chief), master, "", workers, id);
  }

  private ClusterConfig config(
      String type,
      int index,
      boolean isChief,
      String master,
      String evaluationMaster,
      int workers,
      OptionalInt globalId) {
    return new ClusterConfig(
        type,
        index,
        isChief,
        master,
        evaluationMaster,
        workers,
        type.equals(EVALUATOR) ? 0 : count(PS),
        globalId,
        type.equals(EVALUATOR) ? Map.of() : jobs,
        fields.object("service").members(),
        modelDir(),
        fields.string("environment"));
  }

  /** The name of the job that the chief has here. */
  private String requireOneChief() {
    if (jobs.containsKey(MASTER) && jobs.containsKey(CHIEF)) {
      throw problem("cluster has both a \"chief\" and a \"master\": leave the master out");
    }
    String name = jobs.containsKey(MASTER) ? MASTER : CHIEF;
    if (count(name) == 0) {
      throw problem(
          "cluster must have one \""
              + name
              + "\" node, but has none: add \"chief\": [\"host:port\"]; it has "
              + sorted(jobs.keySet()));
    }
    if (count(name) > 1) {
      throw problem(
          "cluster must have only one \""
              + name
              + "\" node, but has "
              + jobs.get(name)
              + ": make the others workers");
    }
    return name;
  }

  private int globalId(String chief, String type, int index) {
    Set<String> order = new TreeSet<>(jobs.keySet());
    order.remove(chief);
    order.remove(PS);
    int before = type.equals(chief) ? 0 : 1;
    for (String job : order) {
      boolean earlier = type.equals(PS) || (!type.equals(chief) && job.compareTo(type) < 0);
      before += earlier ? count(job) : 0;
    }
    return before + index;
  }

  private int count(String job) {
    return jobs.getOrDefault(job, List.of()).size();
  }

  private String sessionMaster() {
    return fields.string("session_master").orElse("");
  }

  private String evalSessionMaster() {
    return fields.string("eval_session_master").orElse("");
  }

  private Optional<Path> modelDir() {
    Optional<String> given = fields.string("model_dir");
    if (given.isPresent() && given.get().isBlank()) {
      throw problem("model_dir must not be empty: name a directory, or leave it out");
    }
    try {
      return given.map(Path::of);
    } catch (InvalidPathException e) {
      throw problem("model_dir cannot be a path: " + e.getMessage());
    }
  }

  private static Map<String, List<String>> jobs(JsonFields cluster) {
    Map<String, List<String>> jobs = new LinkedHashMap<>();
    Map<String, String> places = new HashMap<>();
    for (String job : cluster.names()) {
      List<String> addresses = cluster.strings(job);
      for (int i = 0; i < addresses.size(); i++) {
        String place = "cluster." + job + "[" + i + "]";
        requireAddress(place, addresses.get(i));
        String other = places.putIfAbsent(addresses.get(i), place);
        if (other != null) {
          throw problem(
              place + " is " + addresses.get(i) + " as is " + other + ": each task needs its own");
        }
      }
      jobs.put(job, addresses);
    }
    return Collections.unmodifiableMap(jobs);
  }

  private static void requireAddress(String place, String address) {
    Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches() || Integer.parseInt(parts.group(1)) > MAX_PORT) {
      throw problem(
          place
              + " must be an address as \"host:port\", with a port from 0 to 65535, but is \""
              + address
              + "\"");
    }
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  private static IllegalArgumentException problem(String what) {
    return new IllegalArgumentException("TF_CONFIG." + what);
  }
}
