package org.estimator4j.input;

import java.nio.ByteBuffer;
import org.tensorflow.types.family.TType;

/**
 * What differs between the kinds of primitive arrays; {@link ElementKinds} knows all.
 *
 * @param <A> the array, such as {@code float[]}
 */
abstract class Elements<A> {

  /**
   * Where {@link #touch} reads, in bytes: closer is more work, and the processor itself fetches
   * what follows. Found by measuring.
   */
  static final int TOUCHED_BYTES = 1024;

  /** Copies parts of arrays into the memory of one tensor. */
  interface Writer<A> {

    /** Copies {@code length} elements to the tensor's element number {@code at} and behind. */
    void put(int at, A array, int from, int length);
  }

  private final Class<A> arrayClass;
  private final Class<?> boxClass;
  private final Class<? extends TType> type;

  Elements(Class<A> arrayClass, Class<?> boxClass, Class<? extends TType> type) {
    this.arrayClass = arrayClass;
    this.boxClass = boxClass;
    this.type = type;
  }

  /** The class of the arrays. */
  final Class<A> arrayClass() {
    return arrayClass;
  }

  /** The element type of tensors. */
  final Class<? extends TType> type() {
    return type;
  }

  /** The class of one value: {@code Float}. */
  final Class<?> boxClass() {
    return boxClass;
  }

  final boolean isArray(Object value) {
    return arrayClass.isInstance(value);
  }

  final A cast(Object array) {
    return arrayClass.cast(array);
  }

  /** A writer to a slot of {@link #type()}. */
  @SuppressWarnings("unchecked") // whoever made the slot made it for these elements
  final Writer<A> writer(ColumnSlot slot) {
    return ((TensorSlot<A>) slot).writer();
  }

  abstract int length(A array);

  abstract A newArray(int length);

  /** An element in its box. */
  abstract Object get(A array, int index);

  /** Sets an element to what a box of {@link #boxClass()} holds. */
  abstract void set(A array, int index, Object value);

  /** A writer to the memory of a tensor of {@link #type()}. */
  abstract Writer<A> writer(ByteBuffer memory);

  abstract void hash(A array, int from, int length, RowHash hash);

  /**
   * Reads an element here and there, so that a row that is copied soon is on its way from memory.
   *
   * @return anything; to be kept somewhere, or the compiler leaves the reads out
   */
  abstract int touch(A array, int from, int length);
}
