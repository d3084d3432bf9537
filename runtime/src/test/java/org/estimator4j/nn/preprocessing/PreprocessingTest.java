package org.estimator4j.nn.preprocessing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.GraphRun;
import org.estimator4j.graph.ModelGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

class PreprocessingTest {

  private final ModelGraph graph = ModelGraph.create(Mode.PREDICT, 1);
  private final Ops tf = graph.ops();
  private final Preprocessing preprocessing = new Preprocessing(graph);
  private final Operand<TFloat32> x =
      tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 2)));

  @AfterEach
  void close() {
    graph.close();
  }

  private double[] run(Operand<?> y, double... values) {
    try (GraphRun run = new GraphRun(graph)) {
      return run.feed(x, Shape.of(values.length / 2, 2), values).values(y);
    }
  }

  @Test
  void normalize() {
    assertArrayEquals(
        new double[] {0, 1, -1, 2}, run(preprocessing.normalize(x, 2, 0.5), 2, 2.5, 1.5, 3), 1e-6);
    assertArrayEquals(
        new double[] {0, 1, 1, 0},
        run(preprocessing.normalize(x, new double[] {1, 10}, new double[] {1, 5}), 1, 15, 2, 10),
        1e-6);
  }

  @Test
  void impossibleNormalisation() {
    assertEquals(
        "normalize: 3 means and 3 standard deviations for a tensor of shape [-1, 2]",
        assertThrows(
                IllegalArgumentException.class,
                () -> preprocessing.normalize(x, new double[3], new double[] {1, 1, 1}))
            .getMessage());
    assertEquals(
        "normalize: a standard deviation must be positive, got 0.0",
        assertThrows(IllegalArgumentException.class, () -> preprocessing.normalize(x, 1, 0))
            .getMessage());
  }

  @Test
  void oneHot() {
    Operand<TInt64> ids = tf.constant(new long[] {2, 0, 3, -1});
    Operand<TFloat32> vectors = preprocessing.oneHot(ids, 3);
    assertEquals(Shape.of(4, 3), vectors.shape());
    assertArrayEquals(new double[] {0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0}, run(vectors));
    assertThrows(IllegalArgumentException.class, () -> preprocessing.oneHot(ids, 0));
  }

  @Test
  void bucketize() {
    assertArrayEquals(
        new double[] {0, 1, 2, 2}, run(preprocessing.bucketize(x, 0f, 10f), -1, 0, 10, 99));
    assertEquals(
        "boundaries must ascend: 1.0 is before 1.0",
        assertThrows(IllegalArgumentException.class, () -> preprocessing.bucketize(x, 1f, 1f))
            .getMessage());
  }

  @Test
  void fillMissing() {
    assertArrayEquals(
        new double[] {1, 7, 7, Double.POSITIVE_INFINITY},
        run(preprocessing.fillMissing(x, 7), 1, Double.NaN, Double.NaN, Double.POSITIVE_INFINITY));
  }

  @Test
  void fillMissingIntegers() {
    Operand<TInt64> ids = tf.constant(new long[] {5, -1, 0});
    assertArrayEquals(new double[] {5, 9, 0}, run(preprocessing.fillMissing(ids, -1, 9)));
  }

  @Test
  void fillMissingTexts() {
    Operand<TString> filled = preprocessing.fillMissing(tf.array("", "a"), "none");
    Operand<TInt64> hashes = preprocessing.hash(filled, 1 << 30);
    Operand<TInt64> expected = preprocessing.hash(tf.array("none", "a"), 1 << 30);
    assertArrayEquals(run(expected), run(hashes));
  }

  @Test
  void rescale() {
    assertArrayEquals(
        new double[] {0, 1, 0.5, -0.5}, run(preprocessing.rescale(x, 2, 4), 2, 4, 3, 1), 1e-6);
    assertEquals(
        "rescale: the least value must be below the largest, got 1.0 and 1.0",
        assertThrows(IllegalArgumentException.class, () -> preprocessing.rescale(x, 1, 1))
            .getMessage());
  }

  /** From the documentation of Python's {@code tf.strings.to_hash_bucket_fast}. */
  @Test
  void hashesAreThoseOfPython() {
    Operand<TString> texts = tf.array("Hello", "TensorFlow", "2.x");
    assertArrayEquals(new double[] {0, 2, 2}, run(preprocessing.hash(texts, 3)));
    Operand<TInt64> numbers = tf.constant(new long[] {7, -12});
    Operand<TString> digits = tf.array("7", "-12");
    assertArrayEquals(
        run(preprocessing.hash(digits, 1000)), run(preprocessing.hashIntegers(numbers, 1000)));
    assertEquals(
        "hash: the number of buckets must be positive, got 0",
        assertThrows(IllegalArgumentException.class, () -> preprocessing.hash(texts, 0))
            .getMessage());
  }

  /** From TensorFlow's own test of the operation, {@code test_hashed_no_hash_key}. */
  @Test
  void crossesAreThoseOfPython() {
    Operand<TInt64> crossed =
        preprocessing.cross(
            100, tf.array("batch1-FC1-F1"), tf.array("batch1-FC2-F1"), tf.array("batch1-FC3-F1"));
    assertArrayEquals(new double[] {83}, run(crossed));
  }

  @Test
  void crossOfTextsAndIntegers() {
    Operand<TString> texts = tf.array("a", "a", "b", "a");
    Operand<TInt32> integers = tf.constant(new int[] {1, 2, 1, 1});
    double[] crossed = run(preprocessing.cross(1 << 20, texts, integers));
    assertEquals(4, crossed.length);
    assertEquals(crossed[0], crossed[3]);
    assertEquals(3, Arrays.stream(crossed).distinct().count());
  }

  @Test
  void whatCannotBeCrossed() {
    Operand<TString> texts = tf.array("a");
    assertEquals(
        "cross: texts or integers of shape [batch] are wanted, got TFloat32 [-1, 2]; bucketize a"
            + " number first",
        assertThrows(IllegalArgumentException.class, () -> preprocessing.cross(9, texts, x))
            .getMessage());
    assertEquals(
        "cross: two features at least are wanted, got 1",
        assertThrows(IllegalArgumentException.class, () -> preprocessing.cross(9, texts))
            .getMessage());
  }
}
