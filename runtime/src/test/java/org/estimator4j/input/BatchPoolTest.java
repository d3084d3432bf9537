package org.estimator4j.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.estimator4j.tensorflow.NativeSession;
import org.estimator4j.tensorflow.OpenHandles;
import org.estimator4j.tensorflow.PreparedRun;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** Tensors are used again, but never while somebody else can see them. */
class BatchPoolTest {

  @Test
  void closedBatchLendsItsMemoryToALaterOne() {
    try (InputCursor cursor = Reading.rows(6).batch(2).open(Reading.context(0, 0, 0))) {
      TType first;
      try (Batch batch = cursor.next()) {
        first = batch.tensor(0);
      }
      try (Batch second = cursor.next();
          Batch third = cursor.next()) {
        assertSame(first, second.tensor(0));
        assertNotSame(first, third.tensor(0));
        assertEquals(2, ((TInt32) second.tensor(0)).getInt(0));
        assertEquals(5, ((TInt32) third.tensor(0)).getInt(1));
      }
    }
  }

  @Test
  void openBatchOutlivesItsCursor() {
    Batch batch;
    try (InputCursor cursor = Reading.rows(2).batch(2).open(Reading.context(0, 0, 0))) {
      batch = cursor.next();
    }
    assertEquals(1, ((TInt32) batch.tensor(0)).getInt(1));
    batch.close();
    batch.close();
  }

  @Test
  void manyBatchesClosedTogetherAreNotAllKept() {
    List<Batch> open = new ArrayList<>();
    try (InputCursor cursor = Reading.rows(100).batch(2).open(Reading.context(0, 0, 0))) {
      for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
        open.add(batch);
      }
      open.forEach(Batch::close);
    }
    assertEquals(50, open.size());
  }

  @Test
  void resultsThatShareMemoryWithABatchStayAsTheyAre() {
    checkOpenResult((tf, x) -> tf.identity(x));
    checkOpenResult((tf, x) -> tf.reshape(x, tf.constant(new int[] {-1})));
  }

  private static void checkOpenResult(BiFunction<Ops, Operand<TInt32>, Operand<TInt32>> model) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TInt32> x = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
      Operand<TInt32> y = model.apply(tf, x);
      try (NativeSession session =
              NativeSession.open(graph, null, ConfigProto.getDefaultInstance());
          PreparedRun run =
              session.prepare(List.of(x.asOutput()), List.of(y.asOutput()), List.of());
          InputCursor cursor = Reading.rows(8).batch(2).open(Reading.context(0, 0, 0))) {
        List<Tensor> results = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          try (Batch batch = cursor.next()) {
            results.add(run.run(batch.tensor(0))[0]);
          }
        }
        for (int i = 0; i < results.size(); i++) {
          try (TInt32 result = (TInt32) results.get(i)) {
            assertEquals(2 * i, result.getInt(0));
          }
        }
      }
    }
  }

  /** The figure of issue 6: at most 500 bytes of garbage a batch, whatever its size. */
  @Test
  void aBatchLeavesHardlyAnyGarbage() {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    Input input =
        Input.arrays()
            .feature("x", new float[2000 * 50], Shape.of(50))
            .label("y", new int[2000])
            .shuffle()
            .repeat()
            .batch(500);
    try (InputCursor cursor = input.open(Reading.context(0, 0, 0))) {
      read(cursor, 5_000);
      register(5_000);
      long before = threads.getCurrentThreadAllocatedBytes();
      read(cursor, 1_000);
      long between = threads.getCurrentThreadAllocatedBytes();
      register(1_000);
      long register = threads.getCurrentThreadAllocatedBytes() - between;
      long each = (between - before - register) / 1_000;
      assertTrue(each <= 500, each + " bytes a batch");
    }
  }

  /** The register of open holders, which is on in tests only, allocates as well. */
  private static void register(int times) {
    Object holder = new Object();
    for (int i = 0; i < times; i++) {
      OpenHandles.opened(holder);
      OpenHandles.closed(holder);
    }
  }

  private static void read(InputCursor cursor, int batches) {
    for (int i = 0; i < batches; i++) {
      Reading.close(cursor.next());
    }
  }
}
