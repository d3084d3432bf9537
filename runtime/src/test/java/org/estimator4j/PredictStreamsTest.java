package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.checkpoint.Checkpoints;
import org.estimator4j.config.RunConfig;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.input.Input;
import org.estimator4j.session.GraphBuildingHook;
import org.estimator4j.session.SessionRunHook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Streams that are open at the same time: each answers with its own checkpoint, or says why not.
 */
class PredictStreamsTest {

  private static final int BATCHES = 4;

  @TempDir Path dir;

  private final Input train = RingModel.rows(100).shuffle().repeat().batch(10);
  private final Input test = RingModel.rows(40).batch(10);

  private Estimator estimator() {
    return Estimator.of(
        new RingModel(),
        RunConfig.builder(dir).saveCheckpointsSteps(20).keepCheckpointMax(2).build());
  }

  @BeforeEach
  void trained() {
    trainTo(20);
  }

  private void trainTo(long step) {
    try (Estimator estimator = estimator()) {
      estimator.train(train, TrainOption.maxSteps(step));
    }
  }

  private PredictOption at(long step) {
    return PredictOption.checkpoint(
        Checkpoints.list(dir).stream()
            .filter(each -> each.step() == step)
            .map(Checkpoint::prefix)
            .findAny()
            .orElseThrow());
  }

  private List<float[]> alone(PredictOption... options) {
    try (Estimator estimator = estimator();
        Stream<Prediction> batches = estimator.predictBatches(test, options)) {
      return batches.map(PredictStreamsTest::numbers).toList();
    }
  }

  private static float[] numbers(Prediction prediction) {
    return prediction.get("probabilities").asFloats();
  }

  @Test
  void twoStreamsOverTwoCheckpointsAnswerAsIfTheyWereAlone() {
    List<float[]> early = alone(at(0));
    List<float[]> late = alone();
    assertTrue(!Arrays.equals(early.get(0), late.get(0)), "they differ");
    try (Estimator estimator = estimator();
        Stream<Prediction> newest = estimator.predictBatches(test);
        Stream<Prediction> again = estimator.predictBatches(test);
        Stream<Prediction> first = estimator.predictBatches(test, at(0))) {
      List<Iterator<Prediction>> streams =
          List.of(newest.iterator(), again.iterator(), first.iterator());
      List<List<float[]>> expected = List.of(late, late, early);
      for (int batch = 0; batch < BATCHES; batch++) {
        for (int i = 0; i < streams.size(); i++) {
          assertArrayEquals(expected.get(i).get(batch), numbers(streams.get(i).next()));
        }
      }
    }
  }

  @Test
  void aStreamKeepsItsCheckpointWhileTheTrainingGoesOn() {
    List<float[]> before = alone();
    try (Estimator estimator = estimator();
        Stream<Prediction> open = estimator.predictBatches(test)) {
      Iterator<Prediction> batches = open.iterator();
      assertArrayEquals(before.get(0), numbers(batches.next()));
      estimator.train(train, TrainOption.maxSteps(40));
      try (Stream<Prediction> later = estimator.predictBatches(test)) {
        assertTrue(!Arrays.equals(before.get(0), numbers(later.iterator().next())));
      }
      assertArrayEquals(before.get(1), numbers(batches.next()));
    }
  }

  private static String refused(Iterator<Prediction> batches) {
    return String.valueOf(assertThrows(IllegalStateException.class, batches::next).getMessage());
  }

  @Test
  void aStreamWhoseCheckpointWasDeletedSaysSo() {
    try (Estimator estimator = estimator();
        Stream<Prediction> open = estimator.predictBatches(test)) {
      Iterator<Prediction> batches = open.iterator();
      batches.next();
      estimator.train(train, TrainOption.maxSteps(80)); // keeps 60 and 80
      batches.next(); // still in the session
      estimator.predictBatches(test).close();
      assertEquals(
          "this stream of predictions cannot go on: model.ckpt-20 was deleted or written anew,"
              + " after a later call of predict loaded another checkpoint. Read a stream to its end"
              + " before the next such call, or use Estimator.predictor(), which has a session of"
              + " its own.",
          refused(batches).replace(dir + "/", ""));
    }
  }

  @Test
  void aStreamWithInitialValuesSaysThatTheyAreGone() {
    RunConfig fresh = RunConfig.inDir(dir.resolve("fresh"));
    try (Estimator estimator = Estimator.of(new RingModel(), fresh);
        Stream<Prediction> open = estimator.predictBatches(test);
        Stream<Prediction> other = estimator.predictBatches(test)) {
      Iterator<Prediction> batches = open.iterator();
      Iterator<Prediction> others = other.iterator();
      assertArrayEquals(numbers(batches.next()), numbers(others.next()));
      estimator.predictBatches(test, at(20)).close();
      String message = refused(batches);
      assertTrue(message.contains("it works with initial values, which no checkpoint"), message);
    }
  }

  @Test
  void aStreamWhoseSessionWasClosedSaysSo() {
    SessionRunHook building =
        new GraphBuildingHook() {
          @Override
          public void build(ModelGraph graph) {
            graph.ops().withName("more").constant(1f);
          }
        };
    for (PredictOption reason :
        List.of(PredictOption.hooks(building), PredictOption.keys("inside", "outside"))) {
      try (Estimator estimator = estimator();
          Stream<Prediction> open = estimator.predictBatches(test)) {
        Iterator<Prediction> batches = open.iterator();
        batches.next();
        try {
          estimator.predictBatches(test, reason).close();
        } catch (IllegalArgumentException e) {
          assertTrue(e.getMessage().contains("outside"), e.getMessage());
        }
        String message = refused(batches);
        assertTrue(
            message.contains(
                "a later call of predict closed the session that it works on: one of the two has a"
                    + " hook that adds operations to the graph, or that call failed."),
            message);
      }
    }
  }
}
