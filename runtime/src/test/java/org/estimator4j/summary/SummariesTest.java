package org.estimator4j.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.GraphSummary;
import org.estimator4j.graph.ModelGraph;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.proto.Summary;
import org.tensorflow.types.TString;

class SummariesTest {

  @Test
  void scalar() throws InvalidProtocolBufferException {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Operand<TString> summary =
          new Summaries(graph).scalar("train/loss", graph.ops().constant(0.5f));
      assertEquals(List.of(new GraphSummary("train/loss", summary, 0, false)), graph.summaries());
      try (Session session = new Session(graph.tensorflow(), false);
          Result result = session.runner().fetch(summary).run()) {
        byte[] bytes = ((TString) result.get(0)).asBytes().getObject();
        Summary parsed = Summary.parseFrom(bytes);
        assertEquals("train/loss", parsed.getValue(0).getTag());
        assertEquals(0.5f, parsed.getValue(0).getSimpleValue());
      }
    }
  }

  @Test
  void whatIsNoScalar() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      Summaries summaries = new Summaries(graph);
      assertEquals(
          "summary 'w' shows a scalar, got a tensor of shape [2]",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> summaries.scalar("w", graph.ops().constant(new float[] {1, 2})))
              .getMessage());
    }
  }
}
