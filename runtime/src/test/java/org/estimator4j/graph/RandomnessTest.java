package org.estimator4j.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.estimator4j.annotation.Mode;
import org.junit.jupiter.api.Test;
import org.tensorflow.op.Op;
import org.tensorflow.types.TInt64;

class RandomnessTest {

  /** The keys of an op over three batches. */
  private static List<List<Double>> keys(ModelGraphBuilder builder, String op) {
    try (ModelGraph graph = builder.build()) {
      var key = graph.statelessSeed(op);
      Op next = graph.batchCounterIncrement().orElseThrow();
      try (GraphRun run = new GraphRun(graph).initialize()) {
        List<List<Double>> keys = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          keys.add(Arrays.stream(run.values(key, List.of(next))).boxed().toList());
        }
        return keys;
      }
    }
  }

  private static ModelGraphBuilder train(long seed) {
    return ModelGraph.builder(Mode.TRAIN).seed(seed);
  }

  @Test
  void sameSeedGivesSameKeys() {
    assertEquals(keys(train(7), "drop"), keys(train(7), "drop"));
  }

  @Test
  void keysDifferByBatchNameSeedAndTask() {
    Set<List<Double>> all = new HashSet<>();
    all.addAll(keys(train(7), "drop"));
    all.addAll(keys(train(7), "drop_1"));
    all.addAll(keys(train(8), "drop"));
    all.addAll(keys(train(7).taskIndex(1), "drop"));
    assertEquals(12, all.size());
  }

  @Test
  void counterIsSavedInTrainOnly() {
    try (ModelGraph train = ModelGraph.create(Mode.TRAIN, 1);
        ModelGraph eval = ModelGraph.create(Mode.EVAL, 1)) {
      assertTrue(train.batchCounterIncrement().isEmpty());
      train.statelessSeed("a");
      eval.statelessSeed("a");
      assertTrue(train.findVariable("estimator4j/batch_counter").isPresent());
      assertTrue(
          train
              .globalVariables()
              .contains(train.findVariable("estimator4j/batch_counter").orElseThrow()));
      assertEquals(
          List.of(eval.findVariable("estimator4j/batch_counter").orElseThrow()),
          eval.localVariables());
      assertTrue(train.trainableVariables().isEmpty());
    }
  }

  @Test
  void restoredCounterContinuesTheStream() {
    List<List<Double>> whole = keys(train(7), "drop");
    try (ModelGraph graph = train(7).build()) {
      var key = graph.statelessSeed("drop");
      try (GraphRun run = new GraphRun(graph).initialize()) {
        run.set(graph.findVariable("estimator4j/batch_counter").orElseThrow(), 2);
        assertEquals(whole.get(2), Arrays.stream(run.values(key)).boxed().toList());
      }
    }
  }

  @Test
  void keysAreTheSameOnEveryMachine() {
    assertEquals(-5855150139360134068L, Keys.of(0, ""));
    assertNotEquals(Keys.of(0, "a"), Keys.of(1, "a"));
  }

  @Test
  void variableSeedDependsOnNameAndRunSeed() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      NewVariable<TInt64> v =
          new NewVariable<>("v", TInt64.class, org.tensorflow.ndarray.Shape.scalar(), 5);
      try (GraphRun run = new GraphRun(graph)) {
        assertArrayEquals(new double[] {Keys.of(5, "v"), 0}, run.values(v.seed(graph.ops())));
      }
    }
  }
}
