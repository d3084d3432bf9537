package org.estimator4j.input;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.tensorflow.types.family.TType;

/** The first batch of another input over and over; its tensors are made once. */
final class FirstBatchInput extends OuterInput {

  private static final ColumnSlot[] NOTHING_TO_FREE = {};

  FirstBatchInput(Input inner) {
    super(inner);
  }

  @Override
  public InputCursor open(InputContext context) {
    try (InputCursor start = inner().open(context.at(context.pass(), 0))) {
      return new Cursor(start.next(), context.position());
    }
  }

  @Override
  public OptionalLong size() {
    OptionalLong size = inner().size();
    return size.isPresent() && size.getAsLong() == 0 ? size : OptionalLong.empty();
  }

  @Override
  String operation() {
    return "first batch repeated";
  }

  /** There is nothing to read ahead. */
  @Override
  public boolean isPrefetched() {
    return true;
  }

  private final class Cursor implements InputCursor {

    private final @Nullable Batch first;
    private final TType[] tensors;
    private long position;
    private boolean closed;

    Cursor(@Nullable Batch first, long position) {
      this.first = first;
      this.position = position;
      this.tensors = new TType[first == null ? 0 : elementSpec().size()];
      for (int i = 0; i < tensors.length && first != null; i++) {
        tensors[i] = first.tensor(i);
      }
    }

    @Override
    public @Nullable Batch next() {
      if (closed) {
        throw new IllegalStateException("the cursor is closed");
      }
      if (first == null) {
        return null;
      }
      position++;
      BatchSlot shared = new BatchSlot(null, NOTHING_TO_FREE);
      return new Batch(elementSpec(), tensors, first.size(), shared);
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        if (first != null) {
          first.close();
        }
      }
    }
  }
}
