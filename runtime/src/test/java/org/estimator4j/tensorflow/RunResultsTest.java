package org.estimator4j.tensorflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/** Reading what a run gave, without making tensors of it. */
class RunResultsTest {

  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final NativeSession session =
      NativeSession.open(graph, null, ConfigProto.getDefaultInstance());

  @AfterEach
  void close() {
    session.close();
    graph.close();
  }

  private PreparedRun fetching(Operand<?>... fetches) {
    return session.prepare(
        List.of(), Stream.of(fetches).map(Operand::asOutput).toList(), List.of());
  }

  @Test
  void numbersOfEveryFloatingTypeAreRead() {
    PreparedRun run =
        fetching(
            tf.constant(0.1f),
            tf.constant(0.1),
            tf.dtypes.cast(tf.constant(0.5f), TFloat16.class),
            tf.dtypes.cast(tf.constant(-2f), TBfloat16.class),
            tf.constant(1L << 40));
    for (int i = 0; i < 3; i++) {
      try (RunResults results = run.runAndHold()) {
        assertEquals(0.1f, results.floating(0));
        assertEquals(0.1, results.floating(1));
        assertEquals(0.5, results.floating(2));
        assertEquals(-2, results.floating(3));
        assertEquals(1L << 40, results.integer(4));
      }
    }
  }

  @Test
  void aTensorIsMadeOnceForWhateverIsFetchedTwice() {
    Operand<TFloat32> one = tf.constant(1f);
    Tensor tensor;
    try (RunResults results = fetching(one, tf.constant(2.0), one).runAndHold()) {
      tensor = results.tensor(2);
      assertSame(tensor, results.tensor(0));
      assertEquals(1, ((TFloat32) tensor).getFloat());
      assertEquals(2, ((TFloat64) results.tensor(1)).getDouble());
    }
    assertThrows(IllegalStateException.class, () -> TensorMemory.size(tensor));
  }

  @Test
  void whatIsNoScalarIsNoNumber() {
    try (RunResults results = fetching(tf.constant(new float[] {1, 2})).runAndHold()) {
      assertEquals(
          "fetch 0 has 8 bytes and is no scalar",
          assertThrows(IllegalStateException.class, () -> results.floating(0)).getMessage());
    }
  }

  @Test
  void afterItIsClosedNothingIsRead() {
    RunResults results = fetching(tf.constant(1f)).runAndHold();
    results.close();
    results.close();
    assertEquals(
        "the results of this run are closed",
        assertThrows(IllegalStateException.class, () -> results.floating(0)).getMessage());
    assertThrows(IllegalStateException.class, () -> results.tensor(0));
  }

  @Test
  void aRunThatFailsLeavesNothingToRead() {
    PreparedRun run =
        fetching(tf.debugging.checkNumerics(tf.constant(Float.NaN), "bad"), tf.constant(1f));
    assertThrows(OperationFailedException.class, run::runAndHold);
    assertThrows(OperationFailedException.class, run::run);
  }
}
