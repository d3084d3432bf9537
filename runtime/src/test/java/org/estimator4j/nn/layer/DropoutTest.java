package org.estimator4j.nn.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.ModelGraph;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;

class DropoutTest {

  /** What two dropouts make of ones, batch by batch. */
  private static List<List<Double>> masks(long seed, int batches) {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, seed)) {
      Layers layers = new Layers(graph);
      Operand<TFloat32> ones =
          graph.ops().ones(graph.ops().constant(Shape.of(40, 50)), TFloat32.class);
      Operand<TFloat32> first = layers.dropout("first", ones, 0.25);
      Operand<TFloat32> second = layers.dropout("second", ones, 0.25);
      Op next = graph.batchCounterIncrement().orElseThrow();
      try (GraphRun run = new GraphRun(graph).initialize()) {
        List<List<Double>> masks = new ArrayList<>();
        Operand<TFloat32> both = graph.ops().stack(List.of(first, second));
        for (int i = 0; i < batches; i++) {
          List<Double> values = Arrays.stream(run.values(both, List.of(next))).boxed().toList();
          masks.add(values.subList(0, 2_000));
          masks.add(values.subList(2_000, 4_000));
        }
        return masks;
      }
    }
  }

  @Test
  void keepsAndScalesTheRightShare() {
    List<Double> mask = masks(1, 1).get(0);
    long dropped = mask.stream().filter(v -> v == 0).count();
    assertEquals(500, (double) dropped, 75);
    assertTrue(mask.stream().allMatch(v -> v == 0 || Math.abs(v - 4 / 3.0) < 1e-6));
  }

  @Test
  void sameSeedSameMasksBatchByBatch() {
    assertEquals(masks(1, 3), masks(1, 3));
  }

  @Test
  void masksDifferByOpBatchAndSeed() {
    List<List<Double>> all = new ArrayList<>(masks(1, 3));
    all.addAll(masks(2, 3));
    for (int i = 0; i < all.size(); i++) {
      for (int k = 0; k < i; k++) {
        assertNotEquals(all.get(k), all.get(i), k + " and " + i);
      }
    }
  }
}
