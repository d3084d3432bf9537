package org.estimator4j.input;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.estimator4j.feature.internal.NearNames;
import org.estimator4j.input.RowStream.RowReader;
import org.jspecify.annotations.Nullable;

/**
 * Batches of rows of similar length, so that little is padded. A bucket that is full is the next
 * batch; what is left at the end comes in the order of the buckets.
 */
final class BucketGroups implements Grouping {

  private final int column;
  private final String name;
  private final int[] boundaries;
  private final int[] sizes;

  BucketGroups(ElementSpec spec, String name, int[] boundaries, int[] sizes) {
    this.name = name;
    this.column = spec.indexOfFeature(name);
    this.boundaries = boundaries.clone();
    this.sizes = sizes.clone();
    if (column < 0) {
      throw new IllegalArgumentException(
          "bucketByLength: " + NearNames.unknown(name, spec.names()));
    }
    if (spec.column(column).rowShape().isScalar()) {
      throw new IllegalArgumentException(
          "bucketByLength: " + spec.column(column) + " is one value, which has no length");
    }
    for (int i = 1; i < boundaries.length; i++) {
      if (boundaries[i - 1] >= boundaries[i]) {
        throw new IllegalArgumentException(
            "bucketByLength: boundaries must ascend, but are " + Arrays.toString(boundaries));
      }
    }
    if (sizes.length != boundaries.length + 1) {
      throw new IllegalArgumentException(
          "bucketByLength: "
              + boundaries.length
              + " boundaries make "
              + (boundaries.length + 1)
              + " buckets, but "
              + sizes.length
              + " batch sizes were given");
    }
    for (int size : sizes) {
      if (size < 1) {
        throw new IllegalArgumentException(
            "bucketByLength: a batch needs at least one row, but a size is " + size);
      }
    }
  }

  @Override
  public String operation() {
    return "buckets by length of "
        + name
        + " at "
        + Arrays.toString(boundaries)
        + ", batches of "
        + Arrays.toString(sizes);
  }

  @Override
  public int usualSize() {
    return sizes[0];
  }

  @Override
  public long batches(long rows) {
    return rows == 0 ? 0 : RowStream.UNKNOWN;
  }

  @Override
  public long rowsBefore(long batches) {
    return batches == 0 ? 0 : RowStream.UNKNOWN;
  }

  @Override
  public Groups divide(RowReader rows) {
    return new Buckets(rows);
  }

  private final class Buckets implements Groups {

    private final RowReader rows;
    private final List<List<Object[]>> buckets = new ArrayList<>();
    private int leftFrom;

    Buckets(RowReader rows) {
      this.rows = rows;
      for (int i = 0; i < sizes.length; i++) {
        buckets.add(new ArrayList<>());
      }
    }

    @Override
    public @Nullable List<Object[]> next() {
      for (Object[] row = rows.next(); row != null; row = rows.next()) {
        int bucket = bucket(Values.length(row[column]));
        List<Object[]> group = buckets.get(bucket);
        group.add(row);
        if (group.size() == sizes[bucket]) {
          buckets.set(bucket, new ArrayList<>());
          return group;
        }
      }
      while (leftFrom < sizes.length) {
        List<Object[]> group = buckets.get(leftFrom++);
        if (!group.isEmpty()) {
          return group;
        }
      }
      return null;
    }

    /** A row as long as a boundary is in the bucket above it. */
    private int bucket(int length) {
      int bucket = 0;
      while (bucket < boundaries.length && length >= boundaries[bucket]) {
        bucket++;
      }
      return bucket;
    }
  }
}
