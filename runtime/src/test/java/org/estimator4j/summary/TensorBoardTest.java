package org.estimator4j.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.RunMetadata;

/**
 * TensorBoard's own reader loads every kind of event. With {@code
 * -Destimator4j.python=/path/to/python}, which has the package {@code tensorboard}; profile
 * interop.
 */
@EnabledIfSystemProperty(named = "estimator4j.python", matches = ".+")
class TensorBoardTest {

  @TempDir Path dir;

  @Test
  void itsReaderLoadsEveryKind() throws Exception {
    try (EventFileWriter writer = EventFileWriter.open(dir)) {
      writer.sessionStart(1);
      GraphDef.Builder graph = GraphDef.newBuilder();
      for (int i = 0; i < 20; i++) {
        graph.addNode(NodeDef.newBuilder().setName("scope/n" + i).setOp("NoOp"));
      }
      writer.graph(graph.build());
      writer.runMetadata("step_5", RunMetadata.getDefaultInstance(), 5);
      writer.hparams(
          new HParams(
              Map.of("rate", 0.5, "deep", true, "kind", "cnn"), List.of("accuracy"), "eval"));
      writer.hparamsEnd(true);
      writer.checkpoint(dir.resolve("model.ckpt-5"), 5);
      for (long step = 5; step <= 10; step += 5) {
        writer.scalar("loss", 1f / step, step);
        writer.histogram("weights", new double[] {1, 2, 2, 3, step}, step);
        writer.image("picture", 2, 2, new byte[12], step);
        writer.audio("beep", new float[100], 1, 8000, step);
        writer.text("remark", "the *first* run", step);
        writer.prCurve(
            "curve", PrCurve.of(new boolean[] {true, false}, new float[] {0.9f, 0.2f}, 7), step);
      }
    }
    try (EventFileWriter writer = EventFileWriter.open(dir.resolve("eval"))) {
      writer.scalar("accuracy", 0.9f, 10);
    }
    String found = read();
    for (String expected :
        List.of(
            ". graph True run_metadata ['step_5']",
            "nodes True",
            ". scalars loss [(5, 0.2), (10, 0.1)]",
            ". histograms weights [5, 10] [30, 3]",
            ". images picture [(5, 2, 2), (10, 2, 2)]",
            ". audio beep [(5, 'audio/wav'), (10, 'audio/wav')]",
            ". text remark [5, 10] [1]",
            ". pr_curves curve [5, 10] [6, 7]",
            "hparams experiment",
            "hparams session_start_info",
            "bool_value: true",
            "string_value: \"cnn\"",
            "hparams session_end_info status: STATUS_SUCCESS",
            "tag: \"accuracy\"",
            "eval scalars accuracy [(10, 0.9)]",
            "read")) {
      assertTrue(found.contains(expected), expected + " is not in\n" + found);
    }
  }

  private String read() throws Exception {
    Path script = Path.of(TensorBoardTest.class.getResource("read_events.py").toURI());
    Process python =
        new ProcessBuilder(
                System.getProperty("estimator4j.python"), script.toString(), dir.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, python.waitFor(), output);
    return output;
  }
}
