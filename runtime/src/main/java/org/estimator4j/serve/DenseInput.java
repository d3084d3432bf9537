package org.estimator4j.serve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.ndarray.Shape;

/** An input that is one tensor. */
final class DenseInput extends ModelInput {

  DenseInput(String name, TensorSpec spec) {
    super(name, spec, new InputValue(name, spec));
  }

  @Override
  void addBatch(Object batch, Feed feed) {
    Object array = check().array(batch, false);
    long[] sizes = check().sizes(array, false);
    if (spec().batched()) {
      feed.rows(name(), sizes[0]);
    }
    feed.add(List.of(array), sizes);
  }

  @Override
  void addRows(List<?> rows, Feed feed) {
    requireRows();
    requireCount(rows.size());
    Object first = check().array(rows.get(0), true);
    long[] sizes = check().sizes(first, true);
    if (rows.size() == 1) {
      feed.add(List.of(first), stacked(1, sizes));
      return;
    }
    List<Object> arrays = new ArrayList<>(rows.size());
    arrays.add(first);
    for (int i = 1; i < rows.size(); i++) {
      Object array = check().array(rows.get(i), true);
      requireSame(sizes, check().sizes(array, true), i);
      arrays.add(array);
    }
    feed.add(arrays, stacked(rows.size(), sizes));
  }

  @Override
  Shape shapeOfRow(Object row) {
    requireRows();
    return Shape.of(check().sizes(check().array(row, true), true));
  }

  private void requireRows() {
    if (!spec().shape().isUnknown() && spec().shape().numDimensions() == 0) {
      throw new PredictionException(
          "input '" + name() + "' is a scalar: it has no rows. Use predict.");
    }
  }

  /** A model may be made for batches of one size, as {@code ExportOption.batchSize} makes it. */
  private void requireCount(int rows) {
    long wanted = spec().shape().isUnknown() ? Shape.UNKNOWN_SIZE : spec().shape().get(0);
    if (wanted >= 0 && wanted != rows) {
      throw new PredictionException(
          "input '"
              + name()
              + "' is a "
              + spec()
              + ": the model takes "
              + wanted
              + " rows at a time, but was given "
              + rows);
    }
  }

  private void requireSame(long[] first, long[] other, int row) {
    if (!Arrays.equals(first, other)) {
      throw new PredictionException(
          "input '"
              + name()
              + "': the rows of a batch are of one shape, but row 0 has "
              + Shape.of(first)
              + " and row "
              + row
              + " has "
              + Shape.of(other));
    }
  }

  private static long[] stacked(int rows, long[] sizes) {
    long[] all = new long[sizes.length + 1];
    all[0] = rows;
    System.arraycopy(sizes, 0, all, 1, sizes.length);
    return all;
  }
}
