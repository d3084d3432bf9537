package org.estimator4j.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/** Declarations of sparse and ragged features, and what their tensors become. */
class FeatureKindsTest {

  @Test
  void oneFeatureIsOneToThreeTensors() {
    assertEquals(
        List.of("x TFloat32 [-1, 3]"),
        parts(FeatureSpec.dense("x", TFloat32.class, Shape.of(-1, 3))));
    assertEquals(
        List.of("x/indices TInt64 [-1, 2]", "x/values TString [-1]", "x/dense_shape TInt64 [2]"),
        parts(FeatureSpec.sparse("x", TString.class, Shape.of(-1, 1000))));
    assertEquals(
        List.of("x/values TInt32 [-1, 4]", "x/row_splits TInt64 [-1]"),
        parts(FeatureSpec.ragged("x", TInt32.class, Shape.of(-1, -1, 4))));
  }

  private static List<String> parts(FeatureSpec spec) {
    assertEquals(spec.kind().tensors(), spec.parts().size());
    return spec.parts().stream()
        .map(part -> part.name() + " " + part.type().getSimpleName() + " " + part.shape())
        .toList();
  }

  @Test
  void shapesThatNoKindCanHave() {
    assertEquals(
        "sparse feature 'x' has shape [-1]; it needs the batch dimension and the size of a row:"
            + " Shape.of(-1, …), with a second -1 if the rows differ",
        message(() -> FeatureSpec.sparse("x", TFloat32.class, Shape.of(-1))));
    for (Shape shape : List.of(Shape.of(-1), Shape.of(-1, 3), Shape.of(-1, -1, -1))) {
      assertEquals(
          "ragged feature 'x' has shape "
              + shape
              + "; it needs the batch dimension, -1 for the length of a row, and known sizes"
              + " behind it: Shape.of(-1, -1, …)",
          message(() -> FeatureSpec.ragged("x", TFloat32.class, shape)));
    }
    for (Executable each :
        List.<Executable>of(
            () -> FeatureSpec.sparse(" ", TFloat32.class, Shape.of(-1, 2)),
            () -> FeatureSpec.ragged(" ", TFloat32.class, Shape.of(-1, -1)))) {
      assertEquals("a feature needs a name, but was given an empty one", message(each));
    }
    assertEquals(
        "feature 'x/values' has the name of a tensor of the ragged feature 'x'; call one of them"
            + " otherwise",
        message(
            () ->
                InputSpec.of(
                    List.of(
                        FeatureSpec.ragged("x", TFloat32.class, Shape.of(-1, -1)),
                        FeatureSpec.dense("x/values", TFloat32.class, Shape.of(-1))),
                    List.of())));
  }

  @Test
  void askedForAsAnotherKindIsSaid() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Map<String, Operand<?>> operands = new LinkedHashMap<>();
      operands.put("d", tf.constant(1f));
      operands.put("s/indices", tf.constant(1L));
      operands.put("s/values", tf.constant(1f));
      operands.put("s/dense_shape", tf.constant(1L));
      operands.put("r/values", tf.constant(1f));
      operands.put("r/row_splits", tf.constant(1L));
      Features features = new Features(operands);
      assertEquals(operands.get("s/values"), features.sparse("s", TFloat32.class).values());
      assertEquals(operands.get("r/row_splits"), features.ragged("r", TFloat32.class).rowSplits());
      assertEquals(
          "feature 'd' is dense, but was asked for as sparse",
          message(() -> features.sparse("d", TFloat32.class)));
      assertEquals(
          "feature 's' is sparse, but was asked for as ragged",
          message(() -> features.ragged("s", TFloat32.class)));
      assertEquals(
          "feature 'r' is ragged, but was asked for as dense",
          message(() -> features.get("r", TFloat32.class)));
      assertEquals(
          "feature 's' is sparse, but was asked for as dense",
          message(() -> features.get("s", TFloat32.class)));
    }
  }

  @Test
  void sparseBecomesDense() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      SparseOperand<TFloat32> x =
          new SparseOperand<>(
              tf.constant(new long[][] {{0, 1}, {2, 0}}),
              tf.constant(new float[] {5, 6}),
              tf.constant(new long[] {3, 2}));
      SparseOperand<TFloat32> doubled = x.map(values -> tf.math.mul(values, tf.constant(2f)));
      expect(
          graph,
          doubled.toDense(tf, tf.constant(-1f)),
          StdArrays.ndCopyOf(new float[][] {{-1, 10}, {-1, -1}, {12, -1}}));
      expect(graph, x.rows(tf), NdArrays.vectorOf(0L, 2L));
      expect(graph, x.rowCount(tf), NdArrays.scalarOf(3L));
    }
  }

  @Test
  void raggedBecomesDense() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      RaggedOperand<TString> x =
          new RaggedOperand<>(tf.array("a", "b", "c"), tf.constant(new long[] {0, 2, 2, 3}));
      expect(
          graph,
          x.toDense(tf, tf.constant("-")),
          StdArrays.ndCopyOf(new String[][] {{"a", "b"}, {"-", "-"}, {"c", "-"}}));
      expect(graph, x.rows(tf), NdArrays.vectorOf(0L, 0L, 2L));
      expect(graph, x.rowCount(tf), NdArrays.scalarOf(3L));
      RaggedOperand<TInt64> empty =
          new RaggedOperand<>(tf.constant(new long[0]), tf.constant(new long[] {0, 0}));
      expect(graph, empty.rows(tf), NdArrays.vectorOf(new long[0]));
      RaggedOperand<TInt32> pairs =
          new RaggedOperand<>(
              tf.constant(new int[][] {{1, 2}, {3, 4}}), tf.constant(new long[] {0, 1, 2}));
      expect(
          graph,
          pairs.map(values -> tf.math.neg(values)).toDense(tf, tf.constant(0)),
          StdArrays.ndCopyOf(new int[][][] {{{-1, -2}}, {{-3, -4}}}));
    }
  }

  private static void expect(Graph graph, Operand<?> operand, NdArray<?> expected) {
    try (Session session = new Session(graph);
        Result result = session.runner().fetch(operand).run()) {
      assertEquals(expected, result.get(0));
    }
  }

  private static String message(Executable code) {
    return assertThrows(IllegalArgumentException.class, code).getMessage();
  }
}
