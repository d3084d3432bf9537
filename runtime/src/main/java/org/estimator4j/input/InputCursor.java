package org.estimator4j.input;

import org.jspecify.annotations.Nullable;

/**
 * Hands out the batches of one pass over an {@link Input}, from the position at which it was
 * opened.
 *
 * <p>Used by one thread at a time; another thread may take it over. Closing it does not close the
 * batches that it handed out.
 */
public interface InputCursor extends AutoCloseable {

  /**
   * The next batch.
   *
   * @return a batch, which the caller closes; null at the end of the pass, then and ever after
   * @throws IllegalStateException if the cursor is closed
   */
  @Nullable Batch next();

  /**
   * Where the cursor is: the batches of this pass that it handed out, plus those that it left out
   * because it was opened behind them.
   *
   * @return the {@link InputContext#position()} at which another cursor would continue
   */
  long position();

  /**
   * Reads ahead from here on, in a thread of its own. Takes this cursor over: use the new one.
   *
   * @param batches how many batches to hold ready, at least 1
   * @return a cursor of the same batches
   */
  default InputCursor prefetch(int batches) {
    return new PrefetchCursor(this, batches, position());
  }

  /** Frees what the cursor holds; a second call does nothing. */
  @Override
  void close();
}
