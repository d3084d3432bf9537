package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.TextFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.estimator4j.checkpoint.CheckpointReader;
import org.estimator4j.config.RunConfig;
import org.estimator4j.input.Input;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;

/** The graph beside a checkpoint, for whoever loads it without the model's code. */
class GraphOnDiskTest {

  @TempDir Path dir;

  private final Input train = RingModel.rows(100).shuffle().repeat().batch(10);

  private void train(boolean graph, long maxSteps) {
    RunConfig config =
        RunConfig.builder(dir)
            .saveCheckpointsSteps(10)
            .keepCheckpointMax(2)
            .saveSummarySteps(0)
            .saveGraphDef(graph)
            .build();
    try (Estimator estimator = Estimator.of(new RingModel(), config)) {
      estimator.train(train, TrainOption.maxSteps(maxSteps));
    }
  }

  private List<String> metaFiles() throws Exception {
    try (Stream<Path> files = Files.list(dir)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.contains(".meta"))
          .sorted()
          .toList();
    }
  }

  @Test
  void everyCheckpointHasItsGraphAndTakesItAlong() throws Exception {
    train(true, 30);
    assertEquals(List.of("model.ckpt-20.meta", "model.ckpt-30.meta"), metaFiles());
    train(false, 40);
    assertEquals(List.of("model.ckpt-30.meta"), metaFiles(), "as long as its checkpoint is there");
  }

  @Test
  void withoutTheSwitchThereIsNone() throws Exception {
    train(false, 10);
    assertEquals(List.of(), metaFiles());
    assertFalse(Files.exists(dir.resolve("graph.pbtxt")));
  }

  @Test
  void theGraphRestoresAndSavesByItself() throws Exception {
    train(true, 10);
    MetaGraphDef meta =
        MetaGraphDef.parseFrom(Files.readAllBytes(dir.resolve("model.ckpt-10.meta")));
    GraphDef text = TextFormat.parse(Files.readString(dir.resolve("graph.pbtxt")), GraphDef.class);
    assertEquals(meta.getGraphDef().getNodeCount(), text.getNodeCount());
    assertTrue(
        meta.getCollectionDefMap()
            .keySet()
            .containsAll(
                List.of("variables", "trainable_variables", "train_op", "losses", "savers")),
        meta.getCollectionDefMap().keySet().toString());
    String file = meta.getSaverDef().getFilenameTensorName();
    Path copy = dir.resolve("copy");
    try (Graph graph = new Graph()) {
      graph.importGraphDef(meta.getGraphDef());
      try (Session session = new Session(graph);
          TString from = TString.scalarOf(dir.resolve("model.ckpt-10").toString());
          TString to = TString.scalarOf(copy.toString())) {
        session
            .runner()
            .feed(file, from)
            .addTarget(meta.getSaverDef().getRestoreOpName())
            .run()
            .close();
        session.runner().feed(file, to).fetch(meta.getSaverDef().getSaveTensorName()).run().close();
      }
    }
    try (CheckpointReader ours = CheckpointReader.open(dir.resolve("model.ckpt-10"));
        CheckpointReader theirs = CheckpointReader.open(copy);
        Tensor a = ours.read("hidden/kernel");
        Tensor b = theirs.read("hidden/kernel")) {
      Set<String> variables = new TreeSet<>(ours.contents().variables().keySet());
      variables.remove("estimator4j/state"); // is no variable
      assertEquals(variables, theirs.contents().variables().keySet());
      assertEquals(Map.of("kernel", values((TFloat32) a)), Map.of("kernel", values((TFloat32) b)));
    }
  }

  private static List<Float> values(TFloat32 tensor) {
    return tensor.streamOfObjects().toList();
  }
}
