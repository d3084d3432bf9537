package org.estimator4j.input;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The batches of an input several times over, each round opened as a pass of its own. */
final class RepeatedInput extends OuterInput {

  private final long times;

  RepeatedInput(Input inner, long times) {
    super(inner);
    this.times = times;
  }

  @Override
  public InputCursor open(InputContext context) {
    return new Cursor(context);
  }

  @Override
  public boolean isPrefetched() {
    return inner().isPrefetched();
  }

  @Override
  public OptionalLong size() {
    OptionalLong round = inner().size();
    if (times == 0) {
      return OptionalLong.of(0);
    }
    if (round.isEmpty() || round.getAsLong() == 0) {
      return round;
    }
    boolean endless = times > (RowOrder.ENDLESS - 1) / round.getAsLong();
    return endless ? OptionalLong.empty() : OptionalLong.of(times * round.getAsLong());
  }

  @Override
  String operation() {
    return times == RowOrder.ENDLESS ? "repeat without end" : "repeat " + times + " times";
  }

  private final class Cursor implements InputCursor {

    private final InputContext context;
    private long round;
    private long position;
    private @Nullable InputCursor cursor;

    /** Goes to the round of the position; where a round's length is unknown, by reading. */
    Cursor(InputContext context) {
      this.context = context;
      OptionalLong length = inner().size();
      if (length.isPresent()) {
        long batches = length.getAsLong();
        round = batches == 0 ? times : Math.min(times, context.position() / batches);
        if (round < times) {
          cursor = openRound(context.position() % batches);
        }
        position = context.position();
      } else {
        cursor = times == 0 ? null : openRound(0);
        while (position < context.position()) {
          Batch skipped = next();
          if (skipped == null) {
            break;
          }
          skipped.close();
        }
        position = context.position();
      }
    }

    @Override
    public @Nullable Batch next() {
      boolean fresh = false;
      while (cursor != null) {
        Batch batch = cursor.next();
        if (batch != null) {
          position++;
          return batch;
        }
        boolean empty = fresh && inner().size().isEmpty();
        cursor.close();
        cursor = null;
        // A round without any batch ends it: the next ones would be empty, too.
        if (!empty && ++round < times) {
          cursor = openRound(0);
          fresh = true;
        }
      }
      return null;
    }

    private InputCursor openRound(long from) {
      return inner().open(context.at(SplitMix.mix(context.pass(), round), from));
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public void close() {
      if (cursor != null) {
        cursor.close();
        cursor = null;
      }
    }
  }
}
