package org.estimator4j.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** A checkpoint of another model is refused with everything that differs. */
class CheckpointContentsTest {

  private static final VariableSpec SCALAR = VariableSpec.of(TInt64.class, Shape.scalar());

  private static CheckpointContents contents(Map<String, VariableSpec> variables) {
    Path prefix = Path.of("model", "model.ckpt-5");
    return new CheckpointContents(new Checkpoint(prefix, 5), new TreeMap<>(variables));
  }

  private static VariableSpec floats(long... sizes) {
    return VariableSpec.of(TFloat32.class, Shape.of(sizes));
  }

  @Test
  void everyDifferenceIsListed() {
    CheckpointContents contents =
        contents(
            Map.of(
                "global_step", SCALAR,
                "dense/kernel", floats(4, 8),
                "dense/bias", SCALAR,
                "old/bias", floats(3),
                "estimator4j/state", SCALAR));
    Map<String, VariableSpec> expected =
        Map.of(
            "global_step", SCALAR,
            "dense/kernel", floats(4, 16),
            "dense/bias", floats(8),
            "new/bias", floats(3),
            "estimator4j/batches", SCALAR);
    assertEquals(
        new CheckpointDifference(
            List.of("new/bias"),
            List.of("old/bias"),
            List.of(
                "dense/bias: wanted float[8], stored int64[]",
                "dense/kernel: wanted float[4, 16], stored float[4, 8]"),
            List.of("estimator4j/batches")),
        contents.compareWith(expected));
    assertEquals(
        """
        checkpoint model/model.ckpt-5 belongs to another model.
          variables that the model has and the checkpoint has not:
            new/bias
          variables of another type or shape:
            dense/bias: wanted float[8], stored int64[]
            dense/kernel: wanted float[4, 16], stored float[4, 8]
          variables that the checkpoint has and the model has not:
            old/bias
        Use another model directory for this model, or the model that wrote this one; a layer that\
         was renamed or resized makes another model.\
        """,
        assertThrows(
                IncompatibleCheckpointException.class, () -> contents.requireCompatible(expected))
            .getMessage()
            .replace('\\', '/'));
  }

  @Test
  void longListsAreCut() {
    Map<String, VariableSpec> expected = new TreeMap<>();
    for (int i = 0; i < 25; i++) {
      expected.put("v" + i, SCALAR);
    }
    String message =
        assertThrows(
                IncompatibleCheckpointException.class,
                () -> contents(Map.of()).requireCompatible(expected))
            .getMessage();
    assertTrue(String.valueOf(message).contains("\n    and 5 more\n"), message);
  }

  @Test
  void variablesThatNobodyWantsDoNoHarm() {
    CheckpointContents contents = contents(Map.of("global_step", SCALAR, "more", SCALAR));
    assertEquals(
        List.of("more"), contents.requireCompatible(Map.of("global_step", SCALAR)).unexpected());
  }
}
