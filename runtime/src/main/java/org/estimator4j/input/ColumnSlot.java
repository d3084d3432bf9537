package org.estimator4j.input;

import org.tensorflow.types.family.TType;

/** A column of a batch, filled, fed and released over and over. For one thread at a time. */
interface ColumnSlot {

  /** The number of tensors that carry the column. */
  default int tensors() {
    return 1;
  }

  /** A tensor that was filled last; it stays the slot's. */
  TType tensor(int part);

  /** The batch was closed: keeps the memory if nobody else refers to it, frees it otherwise. */
  void release();

  /** Frees the memory. */
  void close();
}
