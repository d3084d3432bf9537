package org.estimator4j.input;

import org.tensorflow.types.family.TType;

/** A column of a batch, filled, fed and released over and over. For one thread at a time. */
interface ColumnSlot {

  /** The tensor that was filled last; it stays the slot's. */
  TType tensor();

  /** The batch was closed: keeps the memory if nobody else refers to it, frees it otherwise. */
  void release();

  /** Frees the memory. */
  void close();
}
