package org.estimator4j.input;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rows of two streams side by side: the features and labels of both. Ends with the shorter. */
record ZippedStream(RowStream first, RowStream second, ElementSpec spec) implements RowStream {

  static ZippedStream of(RowStream first, RowStream second) {
    return new ZippedStream(
        first,
        second,
        new ElementSpec(
            joined(first.spec().features(), second.spec().features()),
            joined(first.spec().labels(), second.spec().labels())));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  @Override
  public long length() {
    long a = first.length();
    long b = second.length();
    return a == UNKNOWN || b == UNKNOWN ? UNKNOWN : Math.min(a, b);
  }

  @Override
  public RowReader open(OrderKey key, long position) {
    RowReader left = first.open(key, position);
    RowReader right;
    try {
      right = second.open(key, position);
    } catch (RuntimeException | Error e) {
      left.close();
      throw e;
    }
    return new Reader(left, right);
  }

  @Override
  public String operation() {
    return "zip";
  }

  @Override
  public List<RowStream> inner() {
    return List.of(first, second);
  }

  private final class Reader implements RowReader {

    private final RowReader left;
    private final RowReader right;
    private boolean ended;

    Reader(RowReader left, RowReader right) {
      this.left = left;
      this.right = right;
    }

    @Override
    public Object @Nullable [] next() {
      Object[] a = ended ? null : left.next();
      Object[] b = a == null ? null : right.next();
      if (a == null || b == null) {
        ended = true;
        return null;
      }
      Object[] row = new Object[a.length + b.length];
      int features = first.spec().features().size();
      int moreFeatures = second.spec().features().size();
      int labels = a.length - features;
      System.arraycopy(a, 0, row, 0, features);
      System.arraycopy(b, 0, row, features, moreFeatures);
      System.arraycopy(a, features, row, features + moreFeatures, labels);
      System.arraycopy(b, moreFeatures, row, a.length + moreFeatures, b.length - moreFeatures);
      return row;
    }

    @Override
    public @Nullable Supplier<String> place() {
      Supplier<String> ofLeft = left.place();
      Supplier<String> ofRight = right.place();
      if (ofLeft == null || ofRight == null) {
        return ofLeft == null ? ofRight : ofLeft;
      }
      return () -> ofLeft.get() + "; " + ofRight.get();
    }

    @Override
    public void close() {
      try {
        left.close();
      } finally {
        right.close();
      }
    }
  }
}
