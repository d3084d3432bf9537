package org.estimator4j.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.estimator4j.tensorflow.TensorMemory;
import org.junit.jupiter.api.Test;
import org.tensorflow.types.TInt32;

/** One batch again and again. */
class FirstBatchTest {

  private final Input input = Reading.rows(5).batch(2).repeatFirstBatch();

  @Test
  void givesTheFirstBatchWithoutEnd() {
    assertEquals(
        List.of(List.of(0, 1), List.of(0, 1), List.of(0, 1)),
        Reading.batches(input, Reading.context(1, 0, 0), 3));
    assertEquals(
        List.of(List.of(0, 1)), Reading.batches(input, Reading.context(1, 0, 7), 1), "anywhere");
    assertEquals(OptionalLong.empty(), input.size());
    assertTrue(input.isPrefetched());
  }

  @Test
  void countsBatchesFromWhereItWasOpened() {
    try (InputCursor cursor = input.open(Reading.context(1, 0, 7))) {
      Reading.close(cursor.next());
      assertEquals(8, cursor.position());
    }
  }

  @Test
  void itsTensorsAreMadeOnceAndOutliveTheBatch() {
    InputCursor cursor = input.open(Reading.context(1, 0, 0));
    TInt32 tensor = tensorOfClosed(cursor.next());
    try (Batch second = cursor.next()) {
      assertSame(tensor, second.tensor(0));
      assertEquals(1, tensor.getInt(1));
    }
    cursor.close();
    cursor.close();
    assertThrows(IllegalStateException.class, () -> TensorMemory.size(tensor));
    assertThrows(IllegalStateException.class, cursor::next);
  }

  private static TInt32 tensorOfClosed(Batch batch) {
    try (batch) {
      return (TInt32) batch.tensor(0);
    }
  }

  @Test
  void ofNothingIsNothing() {
    Input empty = Reading.rows(1).take(0).batch(2).repeatFirstBatch();
    assertEquals(OptionalLong.of(0), empty.size());
    try (InputCursor cursor = empty.open(Reading.context(1, 0, 0))) {
      assertNull(cursor.next());
    }
  }

  @Test
  void saysWhatItIs() {
    assertTrue(input.describe().startsWith("first batch repeated\n  batch 2\n"), input.describe());
    assertTrue(input.fingerprint().endsWith("batch 2 | first batch repeated"), input.fingerprint());
  }
}
