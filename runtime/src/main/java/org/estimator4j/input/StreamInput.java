package org.estimator4j.input;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.estimator4j.input.RowStream.RowReader;
import org.jspecify.annotations.Nullable;

/** Batches of rows that come one after another. */
final class StreamInput implements Input {

  private final RowStream rows;
  private final Grouping grouping;
  private final @Nullable Map<String, Object> padding;

  /** Batches that are padded by the values given, or not padded at all if that is null. */
  StreamInput(RowStream rows, Grouping grouping, @Nullable Map<String, Object> padding) {
    this.rows = rows;
    this.grouping = grouping;
    this.padding = padding == null ? null : Map.copyOf(padding);
    if (padding != null) {
      padding.forEach(this::checkPadding);
    }
  }

  private void checkPadding(String name, Object value) {
    int index = rows.spec().names().indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "padding is given for '" + name + "', but the rows have " + rows.spec().names());
    }
    ColumnSpec column = rows.spec().column(index);
    Elements<?> elements = ElementKinds.ofType(column.type());
    Class<?> expected = elements == null ? String.class : elements.boxClass();
    if (!expected.isInstance(value)) {
      throw new IllegalArgumentException(
          "the padding of " + column + " must be a " + expected.getSimpleName());
    }
  }

  @Override
  public InputCursor open(InputContext context) {
    OrderKey key = OrderKey.of(context);
    // What is gone cannot be read again: a live source goes on with what comes next.
    long before = rows.live() ? 0 : grouping.rowsBefore(context.position());
    RowReader reader = rows.open(key, before == RowStream.UNKNOWN ? 0 : before);
    Cursor cursor = new Cursor(reader, context.position());
    if (before == RowStream.UNKNOWN) {
      cursor.leaveOut(context.position());
    }
    return cursor;
  }

  @Override
  public ElementSpec elementSpec() {
    return rows.spec();
  }

  @Override
  public OptionalLong size() {
    long length = rows.length();
    if (length == RowStream.UNKNOWN || length == RowOrder.ENDLESS) {
      return OptionalLong.empty();
    }
    long batches = grouping.batches(length);
    return batches == RowStream.UNKNOWN ? OptionalLong.empty() : OptionalLong.of(batches);
  }

  @Override
  public String fingerprint() {
    return rows.fingerprint() + " | " + operation();
  }

  @Override
  public String describe() {
    return Tree.of(operation(), rows.describe());
  }

  private String operation() {
    return grouping.operation()
        + (padding == null || padding.isEmpty() ? "" : " with " + new java.util.TreeMap<>(padding));
  }

  private final class Cursor implements InputCursor {

    private final RowReader reader;
    private final Grouping.Groups groups;
    private final BatchAssembler assembler;
    private long position;
    private boolean ended;
    private boolean closed;

    Cursor(RowReader reader, long position) {
      this.reader = reader;
      this.groups = grouping.divide(reader);
      this.assembler = new BatchAssembler(rows.spec(), grouping.usualSize(), padding);
      this.position = position;
    }

    void leaveOut(long batches) {
      boolean done = false;
      try {
        for (long left = batches; left > 0 && groups.next() != null; ) {
          left--;
        }
        done = true;
      } finally {
        if (!done) {
          close();
        }
      }
    }

    @Override
    public @Nullable Batch next() {
      if (closed) {
        throw new IllegalStateException("the cursor is closed");
      }
      List<Object[]> group = ended ? null : groups.next();
      if (group == null) {
        ended = true;
        return null;
      }
      Batch batch = assembler.assemble(group);
      position++;
      return batch;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        assembler.close();
        reader.close();
      }
    }
  }
}
