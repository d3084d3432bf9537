package org.estimator4j.input;

import org.jspecify.annotations.Nullable;

/** Rows in memory that can be read in any order. Immutable as long as nobody changes the arrays. */
final class RowSource {

  private static final int DIGESTED_VALUES = 20_000;

  private final String name;
  private final ElementSpec spec;
  private final Column[] columns;
  private final int count;
  private @Nullable String digest;

  /** The columns in the order of the spec, all with the same number of rows. */
  RowSource(String name, ElementSpec spec, Column[] columns, int count) {
    this.name = name;
    this.spec = spec;
    this.columns = columns;
    this.count = count;
  }

  ElementSpec spec() {
    return spec;
  }

  int count() {
    return count;
  }

  /** Memory for batches of that many rows. */
  ColumnSlot[] slots(int number) {
    ColumnSlot[] slots = new ColumnSlot[columns.length];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = columns[i].slot(number);
    }
    return slots;
  }

  /** Copies rows into a batch, in memory for as many rows. */
  Batch gather(int[] rows, int number, BatchSlot slot) {
    boolean filled = false;
    try {
      for (int i = 0; i < columns.length; i++) {
        columns[i].gather(rows, number, slot.column(i));
      }
      filled = true;
      return slot.toBatch(spec, number);
    } finally {
      if (!filled) {
        slot.close();
      }
    }
  }

  /** One value of a row. */
  Object value(int row, int column) {
    return columns[column].value(row);
  }

  /** One row, a value for each column. */
  Object[] row(int number) {
    Object[] values = new Object[columns.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns[i].value(number);
    }
    return values;
  }

  /** A hash of the features of a row, for splits. */
  long hashFeatures(int row, long seed, RowHash hash) {
    hash.reset(seed);
    for (int i = 0; i < spec.features().size(); i++) {
      columns[i].hash(row, hash);
    }
    return hash.value();
  }

  /**
   * Names, types, shapes, number of rows and a hash of the content. Of large data only rows at
   * equal distances are hashed, about {@value #DIGESTED_VALUES} values of each column, so that it
   * takes milliseconds.
   */
  synchronized String fingerprint() {
    if (digest == null) {
      RowHash hash = new RowHash();
      hash.reset(count);
      for (Column column : columns) {
        long rowSize = Math.max(1, column.spec().rowShape().size());
        int step = (int) Math.max(1, Math.min(count, count * rowSize / DIGESTED_VALUES));
        for (int row = 0; row < count; row += step) {
          column.hash(row, hash);
        }
        if (count > 0) {
          column.hash(count - 1, hash);
        }
      }
      digest = name + " " + this + " content " + Long.toHexString(hash.value());
    }
    return digest;
  }

  /** The lines of {@link Input#describe()} that stand for the source. */
  String describe() {
    StringBuilder text = new StringBuilder(name).append(", ").append(count).append(" rows");
    for (int i = 0; i < columns.length; i++) {
      String what = i < spec.features().size() ? "feature " : "label ";
      text.append("\n  ").append(what).append(columns[i].spec());
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return count + " rows of " + spec.features() + " labels " + spec.labels();
  }
}
