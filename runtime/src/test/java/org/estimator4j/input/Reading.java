package org.estimator4j.input;

import java.util.ArrayList;
import java.util.List;
import org.estimator4j.annotation.Mode;
import org.jspecify.annotations.Nullable;
import org.tensorflow.types.TInt32;

/** Reads inputs whose feature {@code row} is the number of the row. */
final class Reading {

  private Reading() {}

  /** Rows 0 to {@code count}, exclusive, each with its number as feature {@code row}. */
  static ArrayRows rows(int count) {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i;
    }
    return Input.arrays().feature("row", numbers);
  }

  static InputContext context(long seed, long pass, long position) {
    return InputContext.first(Mode.TRAIN, seed).at(pass, position);
  }

  /** The row numbers of each batch, of at most {@code limit} batches. */
  static List<List<Integer>> batches(Input input, InputContext context, int limit) {
    List<List<Integer>> batches = new ArrayList<>();
    try (InputCursor cursor = input.open(context)) {
      while (batches.size() < limit) {
        try (Batch batch = cursor.next()) {
          if (batch == null) {
            break;
          }
          List<Integer> numbers = new ArrayList<>();
          ((TInt32) batch.tensor(0)).scalars().forEach(scalar -> numbers.add(scalar.getInt()));
          batches.add(numbers);
        }
      }
    }
    return batches;
  }

  /** The row numbers of a pass, without batches. */
  static List<Integer> order(Rows rows, long seed, long pass, int limit) {
    return batches(rows.batch(1), context(seed, pass, 0), limit).stream()
        .flatMap(List::stream)
        .toList();
  }

  static void close(@Nullable Batch batch) {
    if (batch == null) {
      throw new AssertionError("there should be another batch");
    }
    batch.close();
  }
}
