package org.estimator4j.input;

import java.util.OptionalLong;
import org.estimator4j.input.SelectedRows.ArrayWalk;

/**
 * The rows of a finite order in random order, another one for each key.
 *
 * <p>The order is that of Fisher and Yates' shuffle, from the last place down, with a {@link
 * SplitMix} seeded by {@code mix(seed, round)}. This is a format: positions in checkpoints rely on
 * it.
 */
record ShuffledRows(RowOrder inner, OptionalLong seed) implements RowOrder {

  ShuffledRows {
    RowOrder.requireEnd(
        inner.length(),
        "shuffle()",
        "shuffle",
        "shuffle().repeat(): each round gets another order");
    if (inner.length() > Integer.MAX_VALUE - 8) {
      throw new IllegalStateException(
          "shuffle() of "
              + inner.length()
              + " rows: more than 2 billion do not fit; write shuffle().repeat(n), not"
              + " repeat(n).shuffle()");
    }
  }

  @Override
  public long length() {
    return inner.length();
  }

  @Override
  public String operation() {
    return seed.isPresent() ? "shuffle with seed " + seed.getAsLong() : "shuffle";
  }

  @Override
  public Walk walk() {
    Walk rows = inner.walk();
    int[] order = new int[(int) inner.length()];
    return new ArrayWalk() {
      @Override
      int[] order(OrderKey key) {
        rows.seek(key, 0);
        int read = rows.next(order, 0, order.length);
        if (read != order.length) {
          throw new IllegalStateException(read + " rows instead of " + order.length);
        }
        shuffle(order, new SplitMix(SplitMix.mix(seed.orElse(key.seed()), key.round())));
        return order;
      }
    };
  }

  private static void shuffle(int[] order, SplitMix random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.next(i + 1);
      int row = order[i];
      order[i] = order[j];
      order[j] = row;
    }
  }
}
