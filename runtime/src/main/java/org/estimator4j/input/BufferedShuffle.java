package org.estimator4j.input;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Rows in random order out of a buffer that is filled from a stream: each row comes once, but
 * cannot come earlier than {@code buffer} places before its own. With a buffer for all rows every
 * order is equally likely. The draws are those of {@link SplitMix} seeded by {@code mix(seed,
 * round)}, one a row; this is a format, as positions rely on it.
 */
record BufferedShuffle(RowStream source, int buffer, OptionalLong seed) implements OuterStream {

  /** The buffer that takes whatever comes. */
  static final int ALL = Integer.MAX_VALUE;

  BufferedShuffle {
    if (buffer < 1) {
      throw new IllegalArgumentException(
          "shuffleBuffer(" + buffer + "): the buffer needs room for at least one row");
    }
    if (buffer == ALL) {
      RowOrder.requireEnd(
          source.length(),
          "shuffle()",
          "shuffle",
          "shuffle().repeat(): each round gets another order");
    }
  }

  @Override
  public RowReader open(OrderKey key, long position) {
    SplitMix random = new SplitMix(SplitMix.mix(seed.orElse(key.seed()), key.round()));
    return new Reader(source.open(key, 0), random).skip(position);
  }

  @Override
  public String operation() {
    return (buffer == ALL ? "shuffle of all rows, read first" : "shuffle in a buffer of " + buffer)
        + (seed.isPresent() ? " with seed " + seed.getAsLong() : "");
  }

  private final class Reader implements RowReader {

    private final RowReader rows;
    private final SplitMix random;
    private final List<Object[]> held = new ArrayList<>();
    private final List<@Nullable Supplier<String>> places = new ArrayList<>();
    private @Nullable Supplier<String> place;
    private boolean ended;

    Reader(RowReader rows, SplitMix random) {
      this.rows = rows;
      this.random = random;
    }

    @Override
    public Object @Nullable [] next() {
      while (!ended && held.size() < buffer) {
        Object[] row = rows.next();
        if (row == null) {
          ended = true;
        } else {
          held.add(row);
          places.add(rows.place());
        }
      }
      if (held.isEmpty()) {
        return null;
      }
      int drawn = random.next(held.size());
      place = drawn(places, drawn);
      return drawn(held, drawn);
    }

    /** Takes an element out; the last one takes its place. */
    private static <T extends @Nullable Object> T drawn(List<T> all, int index) {
      T last = all.remove(all.size() - 1);
      return index == all.size() ? last : all.set(index, last);
    }

    @Override
    public @Nullable Supplier<String> place() {
      return place;
    }

    @Override
    public void close() {
      held.clear();
      places.clear();
      rows.close();
    }
  }
}
