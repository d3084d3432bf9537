package org.estimator4j.input;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Rows drawn from several streams at random: each row comes of stream i with the probability of its
 * weight among the streams that have not ended. One draw of {@link SplitMix} a row; a format.
 */
record SampledStream(List<RowStream> inner, List<Double> weights, OptionalLong seed)
    implements RowStream {

  SampledStream {
    if (inner.isEmpty() || inner.size() != weights.size()) {
      throw new IllegalArgumentException(
          "sampleFrom: " + inner.size() + " inputs and " + weights.size() + " weights");
    }
    for (double weight : weights) {
      if (!(weight > 0) || weight == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "sampleFrom: a weight must be a positive number, but one is " + weight);
      }
    }
    for (RowStream each : inner) {
      if (!each.spec().equals(inner.get(0).spec())) {
        throw new IllegalArgumentException(
            "sampleFrom: all must hold the same, but the first has\n  "
                + inner.get(0).spec()
                + "\nand another\n  "
                + each.spec());
      }
    }
  }

  @Override
  public ElementSpec spec() {
    return inner.get(0).spec();
  }

  @Override
  public long length() {
    long sum = 0;
    boolean unknown = false;
    for (RowStream each : inner) {
      if (each.length() == RowOrder.ENDLESS) {
        return RowOrder.ENDLESS;
      }
      unknown |= each.length() == UNKNOWN;
      sum += each.length();
    }
    return unknown ? UNKNOWN : sum;
  }

  @Override
  public RowReader open(OrderKey key, long position) {
    SplitMix random = new SplitMix(SplitMix.mix(seed.orElse(key.seed()), key.round()));
    Reader reader = new Reader(random);
    boolean open = false;
    try {
      for (RowStream each : inner) {
        reader.rows.add(each.open(key, 0));
      }
      open = true;
    } finally {
      if (!open) {
        reader.close();
      }
    }
    return reader.skip(position);
  }

  @Override
  public String operation() {
    return "sample by weights "
        + weights
        + (seed.isPresent() ? " with seed " + seed.getAsLong() : "");
  }

  private final class Reader implements RowReader {

    private final SplitMix random;
    private @Nullable Supplier<String> place;
    private final List<@Nullable RowReader> rows = new ArrayList<>();
    private final double[] left = weights.stream().mapToDouble(Double::doubleValue).toArray();

    Reader(SplitMix random) {
      this.random = random;
    }

    @Override
    public Object @Nullable [] next() {
      while (true) {
        double sum = Arrays.stream(left).sum();
        if (sum == 0) {
          return null;
        }
        int drawn = draw((random.next() >>> 11) * 0x1p-53 * sum);
        RowReader reader = rows.get(drawn);
        Object[] row = reader == null ? null : reader.next();
        if (reader != null && row != null) {
          place = reader.place();
          return row;
        }
        left[drawn] = 0;
      }
    }

    private int draw(double place) {
      double rest = place;
      int last = 0;
      for (int i = 0; i < left.length; i++) {
        if (left[i] > 0) {
          last = i;
          if (rest < left[i]) {
            return i;
          }
          rest -= left[i];
        }
      }
      return last;
    }

    @Override
    public @Nullable Supplier<String> place() {
      return place;
    }

    @Override
    public void close() {
      for (RowReader each : rows) {
        if (each != null) {
          each.close();
        }
      }
    }
  }
}
