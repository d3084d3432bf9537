package org.estimator4j.tensorflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

class TensorMemoryTest {

  @Test
  void windowsBeginAtZeroAndEndAtTheirLength() {
    try (TFloat32 tensor = TFloat32.vectorOf(0, 1, 2, 3, 4, 5)) {
      assertEquals(24, TensorMemory.size(tensor));
      for (int from : new int[] {0, 8, 16}) {
        ByteBuffer window = TensorMemory.bytes(tensor, from, 8);
        assertEquals(0, window.position());
        assertEquals(8, window.limit());
        assertEquals(ByteOrder.nativeOrder(), window.order());
        assertEquals(from / 4f + 1, window.asFloatBuffer().get(1));
      }
    }
  }

  @Test
  void writingChangesTheTensor() {
    try (TInt64 tensor = TInt64.vectorOf(1, 2, 3);
        TInt64 expected = TInt64.vectorOf(1, 20, 30)) {
      TensorMemory.bytes(tensor).asLongBuffer().put(1, 20);
      TensorMemory.bytes(tensor, 16, 8).putLong(30);
      assertEquals(expected, tensor);
    }
  }

  @Test
  void emptyTensorHasAnEmptyBuffer() {
    try (TFloat32 tensor = TFloat32.tensorOf(Shape.of(0, 3))) {
      assertEquals(0, TensorMemory.bytes(tensor).remaining());
    }
  }

  @Test
  void windowsOutsideAreRefused() {
    try (TFloat32 tensor = TFloat32.vectorOf(0, 1)) {
      assertThrows(IndexOutOfBoundsException.class, () -> TensorMemory.bytes(tensor, 4, 8));
      assertThrows(IndexOutOfBoundsException.class, () -> TensorMemory.bytes(tensor, -1, 4));
      assertThrows(
          IndexOutOfBoundsException.class, () -> TensorMemory.bytes(tensor, Long.MAX_VALUE, 8));
    }
  }
}
