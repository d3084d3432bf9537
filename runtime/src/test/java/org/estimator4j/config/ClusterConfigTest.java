package org.estimator4j.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code TF_CONFIG} means, as the reference's table has it, and what is wrong with it. */
class ClusterConfigTest {

  private static final String CLUSTER =
      "'cluster': {'chief': ['host0:0'], 'ps': ['host1:1', 'host2:2'],"
          + " 'worker': ['host3:3', 'host4:4', 'host5:5'], 'other': ['host6:6']}";

  /** Single quotes, so that a case can be read. */
  private static ClusterConfig parse(String json) {
    return ClusterConfig.parse(json.replace('\'', '"'));
  }

  private static ClusterConfig member(String type, String index) {
    return parse("{" + CLUSTER + ", 'task': {'type': '" + type + "', 'index': " + index + "}}");
  }

  private static void assertLocal(ClusterConfig config) {
    assertEquals("worker", config.taskType());
    assertEquals(0, config.taskId());
    assertTrue(config.isChief());
    assertEquals("", config.master());
    assertEquals("", config.evaluationMaster());
    assertEquals(1, config.numWorkerReplicas());
    assertEquals(0, config.numPsReplicas());
    assertEquals(OptionalInt.of(0), config.globalIdInCluster());
    assertEquals(Map.of(), config.clusterSpec());
    assertEquals(List.of(), config.deviceFilters());
    assertFalse(config.isDistributed());
  }

  @Test
  void withoutAClusterThereIsOneTask() {
    assertLocal(ClusterConfig.fromEnvironment(Map.of()));
    assertLocal(ClusterConfig.fromEnvironment(Map.of("TF_CONFIG", " ")));
    assertLocal(ClusterConfig.fromEnvironment(Map.of("TF_CONFIG", "{}")));
    assertLocal(parse("null"));
    assertLocal(parse("{'cluster': {}, 'task': {'type': 'worker', 'index': 0}}"));
    assertLocal(parse("{'cluster': null, 'task': {}, 'service': null}"));
  }

  @ParameterizedTest
  @CsvSource({
    "chief,  0, true,  grpc://host0:0, 0",
    "other,  0, false, grpc://host6:6, 1",
    "worker, 0, false, grpc://host3:3, 2",
    "worker, 2, false, grpc://host5:5, 4",
    "ps,     0, false, grpc://host1:1, 5",
    "ps,     1, false, grpc://host2:2, 6",
  })
  void aMemberOfACluster(String type, int index, boolean chief, String master, int globalId) {
    ClusterConfig config = member(type, "" + index);
    assertEquals(type, config.taskType());
    assertEquals(index, config.taskId());
    assertEquals(chief, config.isChief());
    assertEquals(master, config.master());
    assertEquals("", config.evaluationMaster());
    assertEquals(4, config.numWorkerReplicas());
    assertEquals(2, config.numPsReplicas());
    assertEquals(OptionalInt.of(globalId), config.globalIdInCluster());
    assertEquals(List.of("host1:1", "host2:2"), config.clusterSpec().get("ps"));
    assertTrue(config.isDistributed());
  }

  @Test
  void anIndexMayBeAString() {
    assertEquals(2, member("worker", "'2'").taskId());
    assertEquals(2, member("worker", "2.0").taskId());
  }

  @Test
  void anEvaluatorIsOutsideTheCluster() {
    ClusterConfig config =
        parse(
            "{"
                + CLUSTER
                + ", 'task': {'type': 'evaluator', 'index': 12},"
                + " 'session_master': 'grpc://a:1', 'eval_session_master': 'grpc://b:2'}");
    assertEquals("evaluator", config.taskType());
    assertEquals(12, config.taskId());
    assertFalse(config.isChief());
    assertEquals("", config.master());
    assertEquals("grpc://b:2", config.evaluationMaster());
    assertEquals(0, config.numWorkerReplicas());
    assertEquals(0, config.numPsReplicas());
    assertEquals(OptionalInt.empty(), config.globalIdInCluster());
    assertEquals(Map.of(), config.clusterSpec());
    assertTrue(config.isDistributed());
  }

  @Test
  void aClusterOfOneNeedsNoServer() {
    ClusterConfig config =
        parse("{'cluster': {'chief': ['host0:0']}, 'task': {'type': 'chief', 'index': 0}}");
    assertEquals("", config.master());
    assertTrue(config.isChief());
    assertEquals(1, config.numWorkerReplicas());
  }

  @Test
  void theMasterIsTheChiefOfOldClusters() {
    String cluster = "'cluster': {'master': ['m:1'], 'worker': ['w:1'], 'ps': ['p:1']}";
    ClusterConfig master = parse("{" + cluster + ", 'task': {'type': 'master', 'index': 0}}");
    assertTrue(master.isChief());
    assertEquals("grpc://m:1", master.master());
    assertEquals(2, master.numWorkerReplicas());
    assertEquals(OptionalInt.of(0), master.globalIdInCluster());
    assertEquals(List.of("/job:ps", "/job:master"), master.deviceFilters());
    ClusterConfig worker = parse("{" + cluster + ", 'task': {'type': 'worker', 'index': 0}}");
    assertEquals(OptionalInt.of(1), worker.globalIdInCluster());
  }

  @Test
  void whatIsGivenBesideTheCluster() {
    ClusterConfig local =
        parse(
            "{'session_master': 'grpc://a:1', 'eval_session_master': 'grpc://b:2',"
                + " 'service': {'name': 'x', 'size': 2}, 'model_dir': '/models/a',"
                + " 'environment': 'google'}");
    assertEquals("grpc://a:1", local.master());
    assertEquals("grpc://b:2", local.evaluationMaster());
    assertEquals("x", local.service().get("name"));
    assertEquals(Optional.of(Path.of("/models/a")), local.modelDir());
    assertEquals(Optional.of("google"), local.environment());
    ClusterConfig worker =
        parse(
            "{"
                + CLUSTER
                + ", 'task': {'type': 'worker', 'index': 1}, 'session_master': 'grpc://a:1',"
                + " 'eval_session_master': 'grpc://b:2'}");
    assertEquals("grpc://a:1", worker.master());
    assertEquals("", worker.evaluationMaster());
  }

  @Test
  void devicesThatATaskSees() {
    assertEquals(List.of("/job:ps", "/job:chief"), member("chief", "0").deviceFilters());
    assertEquals(List.of("/job:ps", "/job:worker/task:1"), member("worker", "1").deviceFilters());
    assertEquals(
        List.of("/job:ps", "/job:worker", "/job:chief", "/job:master"),
        member("ps", "0").deviceFilters());
    assertEquals(List.of(), member("other", "0").deviceFilters());
    assertEquals(List.of(), member("evaluator", "0").deviceFilters());
  }

  @Test
  void theModelDirectoryIsGivenOnce() {
    ClusterConfig named = parse("{'model_dir': '/models/a'}");
    Path a = Path.of("/models/a");
    assertEquals(Optional.of(a), named.modelDirOr(null));
    assertEquals(Optional.of(a), named.modelDirOr(a));
    assertEquals(Optional.of(a), ClusterConfig.local().modelDirOr(a));
    assertEquals(Optional.empty(), ClusterConfig.local().modelDirOr(null));
    assertEquals(
        "the model directory is /models/b in the program, but /models/a in TF_CONFIG.model_dir:"
            + " leave one out, or make them equal",
        assertThrows(IllegalArgumentException.class, () -> named.modelDirOr(Path.of("/models/b")))
            .getMessage());
  }

  /** Each wrong field, and the beginning of what is said about it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // No cluster.
        "{'task': {'type': 'ps', 'index': 0}} | TF_CONFIG.task.type is \"ps\", but without a cluster"
            + " it must be \"worker\": add TF_CONFIG.cluster",
        "{'task': {'type': 'worker', 'index': 1}} | TF_CONFIG.task.index is 1, but without a cluster"
            + " it must be 0",
        // The cluster.
        "{'cluster': ['a:1']} | TF_CONFIG.cluster must be an object, { ... }, but is [a:1]",
        "{'cluster': {'worker': ['a:1']}, 'task': {'type': 'worker', 'index': 0}} |"
            + " TF_CONFIG.cluster must have one \"chief\" node, but has none: add",
        "{'cluster': {'master': []}, 'task': {'type': 'worker', 'index': 0}} |"
            + " TF_CONFIG.cluster must have one \"master\" node, but has none: add",
        "{'cluster': {'chief': ['a:1', 'b:2']}, 'task': {'type': 'chief', 'index': 0}} |"
            + " TF_CONFIG.cluster must have only one \"chief\" node, but has [a:1, b:2]",
        "{'cluster': {'master': ['a:1', 'b:2']}, 'task': {'type': 'master', 'index': 0}} |"
            + " TF_CONFIG.cluster must have only one \"master\" node, but has",
        "{'cluster': {'master': ['a:1'], 'chief': ['b:2']}, 'task': {'type': 'chief', 'index': 0}} |"
            + " TF_CONFIG.cluster has both a \"chief\" and a \"master\": leave the master out",
        "{'cluster': {'chief': 'a:1'}} | TF_CONFIG.cluster.chief must be a list of strings, [ ... ],"
            + " but is \"a:1\"",
        "{'cluster': {'chief': ['a:1'], 'ps': ['b:1', 7]}} | TF_CONFIG.cluster.ps[1] must be a"
            + " string, but is 7",
        "{'cluster': {'chief': ['grpc://a:1']}} | TF_CONFIG.cluster.chief[0] must be an address as"
            + " \"host:port\", with a port from 0 to 65535, but is \"grpc://a:1\"",
        "{'cluster': {'chief': ['a']}} | TF_CONFIG.cluster.chief[0] must be an address",
        "{'cluster': {'chief': ['a:65536']}} | TF_CONFIG.cluster.chief[0] must be an address",
        "{'cluster': {'chief': ['a:1'], 'worker': ['b:2', 'a:1']}} | TF_CONFIG.cluster.worker[1] is"
            + " a:1 as is cluster.chief[0]: each task needs its own",
        // The task.
        "{'cluster': {'chief': ['a:1']}, 'task': ['chief', 0]} | TF_CONFIG.task must be an object",
        "{'cluster': {'chief': ['a:1']}} | TF_CONFIG.task.type must be set where there is a cluster:"
            + " one of [chief], or evaluator",
        "{'cluster': {'chief': ['a:1']}, 'task': {'type': 'chief'}} | TF_CONFIG.task.index must be"
            + " set where there is a cluster",
        "{'cluster': {'chief': ['a:1']}, 'task': {'type': 'chief', 'index': -1}} |"
            + " TF_CONFIG.task.index must be 0 or more, but is -1",
        "{'cluster': {'chief': ['a:1']}, 'task': {'type': 'evaluator', 'index': -1}} |"
            + " TF_CONFIG.task.index must be 0 or more, but is -1",
        "{'cluster': {'chief': ['a:1']}, 'task': {'type': 'chief', 'index': 0.5}} |"
            + " TF_CONFIG.task.index must be a whole number, but is 0.5",
        "{'cluster': {'chief': ['a:1']}, 'task': {'type': 'chief', 'index': 'one'}} |"
            + " TF_CONFIG.task.index must be a whole number, but is \"one\"",
        "{'cluster': {'chief': ['a:1']}, 'task': {'type': 1, 'index': 0}} | TF_CONFIG.task.type must"
            + " be a string, but is 1",
        "{'cluster': {'chief': ['a:1']}, 'task': {'type': 'worker', 'index': 0}} |"
            + " TF_CONFIG.task.type is \"worker\", which the cluster does not have: it has [chief]",
        "{'cluster': {'chief': ['a:1']}, 'task': {'type': 'chief', 'index': 1}} |"
            + " TF_CONFIG.task.index is 1, but the cluster has 1 of type \"chief\": 0 to 0",
        "{'cluster': {'master': ['a:1']}, 'task': {'type': 'evaluator', 'index': 0}} |"
            + " TF_CONFIG.task.type is \"evaluator\", but a cluster with a \"master\" has none",
        // The rest.
        "{'service': 'x'} | TF_CONFIG.service must be an object, { ... }, but is \"x\"",
        "{'model_dir': ''} | TF_CONFIG.model_dir must not be empty",
        "{'model_dir': 3} | TF_CONFIG.model_dir must be a string, but is 3",
        "{'session_master': 3} | TF_CONFIG.session_master must be a string, but is 3",
        "{'eval_session_master': []} | TF_CONFIG.eval_session_master must be a string, but is []",
        "{'environment': true} | TF_CONFIG.environment must be a string, but is true",
        "[] | TF_CONFIG must be an object, { ... }, but is []",
        // No JSON.
        "{'task': {'type' 'chief'}} | TF_CONFIG is not JSON: unexpected text at line 1, column 1",
        "{'task': | TF_CONFIG is not JSON: it ends too early at line 1, column",
        "{task: 1} | TF_CONFIG is not JSON: unexpected text at line 1, column",
        "{} {} | TF_CONFIG is not JSON: unexpected text at line 1, column",
        "{'task': {}, 'task': {}} | TF_CONFIG: \"task\" occurs twice; leave one out",
        "{'task': {'index': 0, 'index': 1}} | TF_CONFIG: \"task.index\" occurs twice",
      })
  void whatIsWrongIsSaid(String json, String message) {
    String said = assertThrows(IllegalArgumentException.class, () -> parse(json)).getMessage();
    assertTrue(said.startsWith(message), said);
  }

  @Test
  void badJsonShowsThePlace() {
    String json = "{\n  \"cluster\": {\"chief\": [\"a:1\"]},\n  \"task\": {\"type\": chief}\n}";
    assertEquals(
        "TF_CONFIG is not JSON: unexpected text at line 3, column 20, in task.type, after"
            + " <<  \"task\": {\"type\": >>",
        assertThrows(IllegalArgumentException.class, () -> ClusterConfig.parse(json)).getMessage());
  }
}
