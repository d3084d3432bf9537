package org.estimator4j.serve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.estimator4j.feature.FeatureKind;
import org.estimator4j.input.SparseRow;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/**
 * A sparse or ragged input: an array of rows whose lengths differ. A sparse row may be a {@link
 * SparseRow}; an array is its values at the first places, as in an {@code Input}.
 */
final class VariableInput extends ModelInput {

  private static final Shape ANY = Shape.of(-1, -1);

  private final boolean sparse;

  VariableInput(String name, TensorSpec spec) {
    super(
        name,
        spec,
        new InputValue(name, spec, spec.kind() == FeatureKind.SPARSE ? ANY : spec.shape()));
    this.sparse = spec.kind() == FeatureKind.SPARSE;
  }

  @Override
  void addBatch(Object batch, Feed feed) {
    if (!(batch instanceof Object[] rows)) {
      throw check().wrongType(batch, false);
    }
    feed.rows(name(), rows.length);
    addRows(Arrays.asList(rows), feed);
  }

  @Override
  void addRows(List<?> rows, Feed feed) {
    List<Object> values = new ArrayList<>(rows.size());
    long[] ends = new long[rows.size() + 1];
    long[] inner = null;
    for (int i = 0; i < rows.size(); i++) {
      Object array = values(rows.get(i));
      long[] sizes = check().sizes(array, true);
      ends[i + 1] = ends[i] + sizes[0];
      inner = inner(inner, sizes);
      values.add(array);
    }
    if (sparse) {
      addSparse(rows, values, ends, feed);
    } else {
      long[] sizes = inner == null ? emptyRows() : inner;
      sizes[0] = ends[rows.size()];
      feed.add(values, sizes);
      feed.add(List.of(ends), ends.length);
    }
  }

  /** The values of a row, as an array. */
  private Object values(@Nullable Object row) {
    if (row == null) {
      throw check().missingPart();
    }
    return sparse && row instanceof SparseRow given ? given.values() : check().array(row, true);
  }

  /** What lies behind the length of a row is the same in all that have anything. */
  private long[] inner(long @Nullable [] known, long[] sizes) {
    if (known == null || known[0] == 0) {
      return sizes;
    }
    if (sizes[0] > 0 && !Arrays.equals(known, 1, known.length, sizes, 1, sizes.length)) {
      throw new PredictionException(
          "input '"
              + name()
              + "': rows differ in their length only, but one has "
              + Shape.of(known)
              + " and another "
              + Shape.of(sizes));
    }
    return known;
  }

  private long[] emptyRows() {
    long[] sizes = spec().shape().tail().asArray();
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.max(0, sizes[i]);
    }
    return sizes;
  }

  private void addSparse(List<?> rows, List<Object> values, long[] ends, Feed feed) {
    int total = Math.toIntExact(ends[rows.size()]);
    long[] indices = new long[2 * total];
    long longest = 0;
    for (int i = 0; i < rows.size(); i++) {
      int from = (int) ends[i];
      int length = (int) ends[i + 1] - from;
      long[] places = rows.get(i) instanceof SparseRow given ? given.places() : null;
      for (int j = 0; j < length; j++) {
        indices[2 * (from + j)] = i;
        indices[2 * (from + j) + 1] = places == null ? j : places[j];
      }
      if (length > 0) {
        longest = Math.max(longest, 1 + indices[2 * (from + length) - 1]);
      }
    }
    long size = spec().shape().get(1);
    if (size >= 0 && longest > size) {
      throw new PredictionException(
          "input '"
              + name()
              + "' has rows of "
              + size
              + " places, but was given a value at place "
              + (longest - 1));
    }
    feed.add(List.of(indices), total, 2);
    feed.add(values, total);
    feed.add(List.of(new long[] {rows.size(), size < 0 ? longest : size}), 2);
  }

  @Override
  Shape shapeOfRow(Object row) {
    Feed feed = new Feed(RowRule.FREE);
    addRows(List.of(row), feed);
    return sparse ? Shape.scalar() : Shape.of(feed.sizes(0)).tail();
  }
}
