package org.estimator4j.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Batches that somebody makes of tensors. */
class BatchTest {

  @Test
  void specComesFromTheTensors() {
    try (Batch batch =
        Batch.of(
            Map.of("x", TFloat32.tensorOf(Shape.of(3, 2))),
            Map.of("y", TInt32.vectorOf(1, 2, 3)))) {
      assertEquals(3, batch.size());
      assertEquals(
          "ElementSpec[features=[x TFloat32[2]], labels=[y TInt32[]]]",
          batch.elementSpec().toString());
    }
  }

  @Test
  void tensorsOfDifferentHeightsAreRefusedAndStayTheCallers() {
    try (TFloat32 x = TFloat32.vectorOf(1, 2, 3);
        TInt32 y = TInt32.vectorOf(1, 2);
        TFloat32 scalar = TFloat32.scalarOf(1)) {
      assertEquals(
          "a batch needs as many rows under each name, but 'x' has 3 and 'y' has 2",
          assertThrows(
                  IllegalArgumentException.class, () -> Batch.of(Map.of("x", x), Map.of("y", y)))
              .getMessage());
      assertEquals(
          "'s' is a scalar; the first dimension of a tensor must be the batch",
          assertThrows(
                  IllegalArgumentException.class, () -> Batch.of(Map.of("s", scalar), Map.of()))
              .getMessage());
      assertEquals(
          "a batch needs at least one feature or label",
          assertThrows(IllegalArgumentException.class, () -> Batch.of(Map.of(), Map.of()))
              .getMessage());
      assertEquals(2, x.getFloat(1));
    }
  }
}
