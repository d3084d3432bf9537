package org.estimator4j.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/** Pipelines of TensorFlow's own, in sessions of their own. */
class DatasetTest {

  private static final ElementSpec SPEC = ElementSpec.empty().feature("row", TInt32.class);

  /** Numbers from 0, shuffled by the seed and the pass, in batches of 3. */
  private static Operand<? extends TType> shuffled(Ops tf, InputContext context) {
    List<Class<? extends TType>> types = List.of(TInt32.class);
    List<Shape> shapes = List.of(Shape.scalar());
    Operand<? extends TType> rows =
        tf.data.tensorSliceDataset(
            List.of(tf.constant(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})), shapes);
    Operand<? extends TType> shuffled =
        tf.data.shuffleDataset(
            rows,
            tf.constant(10L),
            tf.constant(context.seed() + 1),
            tf.constant(context.pass() + 1),
            tf.random.dummySeedGenerator(),
            types,
            shapes);
    return tf.data.batchDataset(
        shuffled, tf.constant(3L), tf.constant(false), types, List.of(Shape.of(-1)));
  }

  private final Input input = Input.dataset("numbers", SPEC, DatasetTest::shuffled);

  @Test
  void givesBatchesAndContinuesAnywhere() {
    List<List<Integer>> whole = Reading.batches(input, Reading.context(7, 0, 0), 99);
    assertEquals(4, whole.size());
    assertEquals(45, whole.stream().flatMap(List::stream).mapToInt(Integer::intValue).sum());
    for (int position = 0; position <= 5; position++) {
      assertEquals(
          whole.subList(Math.min(position, 4), 4),
          Reading.batches(input.prefetch(1), Reading.context(7, 0, position), 99));
    }
    assertNotEquals(whole, Reading.batches(input, Reading.context(7, 1, 0), 99));
    assertEquals("tf.data numbers\n  feature row TInt32[]", input.describe());
    assertEquals(8, Reading.batches(input.repeat(2), Reading.context(7, 0, 0), 99).size());
  }

  @Test
  void failuresNameThePipelineAndTheBatch() {
    Input failing =
        Input.dataset(
            "files",
            ElementSpec.empty().feature("line", TString.class),
            (tf, context) ->
                tf.data.batchDataset(
                    tf.data.textLineDataset(
                        tf.constant("/no/such/file"), tf.constant(""), tf.constant(0L)),
                    tf.constant(2L),
                    tf.constant(false),
                    List.of(TString.class),
                    List.of(Shape.of(-1))));
    try (InputCursor cursor = failing.open(Reading.context(0, 0, 0))) {
      String message = assertThrows(InputException.class, cursor::next).getMessage();
      assertTrue(
          message.startsWith("tf.data files failed at batch 0: ")
              && message.contains("/no/such/file"),
          message);
    }
  }
}
