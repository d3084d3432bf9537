package org.estimator4j.serve;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tensors of one run are put together of, in the order of the run's feeds. */
final class Feed {

  private final List<List<?>> parts = new ArrayList<>();
  private final List<long[]> sizes = new ArrayList<>();
  private final RowRule rule;
  private @Nullable String first;
  private long rows = -1;

  Feed(RowRule rule) {
    this.rule = rule;
  }

  /** Adds a tensor of arrays that lie one behind the other. */
  void add(List<?> itsParts, long... itsSizes) {
    parts.add(itsParts);
    sizes.add(itsSizes);
  }

  /** Says how many rows an input has. */
  void rows(String input, long count) {
    if (rule == RowRule.FREE) {
      return;
    }
    if (first == null) {
      first = input;
      rows = count;
    } else if (rows != count) {
      throw new PredictionException(
          "input '"
              + first
              + "' has "
              + rows
              + " rows, but '"
              + input
              + "' has "
              + count
              + rule.advice());
    }
  }

  /** The number of rows, or -1 if no input has any, or each its own. */
  long rows() {
    return rows;
  }

  List<?> parts(int tensor) {
    return parts.get(tensor);
  }

  long[] sizes(int tensor) {
    return sizes.get(tensor);
  }
}
