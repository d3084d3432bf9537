package org.estimator4j.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorByteSize;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorData;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.Pointer;
import org.tensorflow.Tensor;
import org.tensorflow.internal.c_api.TF_Tensor;

/**
 * The native memory of a dense tensor as byte buffers, for bulk copies between it, Java arrays and
 * files: TensorFlow Java's own data buffers cannot be written in the middle without garbage.
 *
 * <p>A buffer is a window on memory that the tensor owns. Using it after the tensor was closed
 * crashes or corrupts the process, so a buffer never leaves the method that asked for it.
 */
public final class TensorMemory {

  private TensorMemory() {}

  /**
   * The number of bytes that a tensor holds.
   *
   * @param tensor an open dense tensor
   * @return the size in bytes
   */
  public static long size(Tensor tensor) {
    return TF_TensorByteSize(HiddenMembers.handle(tensor));
  }

  /**
   * All bytes of a tensor.
   *
   * @param tensor an open dense tensor of a type with elements of fixed size (not of strings)
   * @return a direct buffer in native byte order, from 0 to the tensor's size
   * @throws IllegalArgumentException if the tensor is larger than a buffer can be, 2 GiB
   */
  public static ByteBuffer bytes(Tensor tensor) {
    long size = size(tensor);
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a tensor of shape " + tensor.shape() + " has " + size + " bytes, more than 2 GiB");
    }
    return bytes(tensor, 0, (int) size);
  }

  /**
   * A part of the bytes of a tensor.
   *
   * @param tensor an open dense tensor of a type with elements of fixed size (not of strings)
   * @param from the first byte
   * @param length the number of bytes
   * @return a direct buffer in native byte order, from 0 to {@code length}
   */
  public static ByteBuffer bytes(Tensor tensor, long from, int length) {
    TF_Tensor handle = HiddenMembers.handle(tensor);
    long size = TF_TensorByteSize(handle);
    if (from < 0 || length < 0 || from > size - length) {
      throw new IndexOutOfBoundsException(
          length + " bytes from " + from + " on are not inside a tensor of " + size + " bytes");
    }
    if (length == 0) {
      return ByteBuffer.allocateDirect(0).order(ByteOrder.nativeOrder());
    }
    Pointer data = TF_TensorData(handle).capacity(size).position(from).limit(from + length);
    // It begins at the tensor's first byte, with its position at the first one wanted.
    ByteBuffer buffer = data.asByteBuffer();
    return (from == 0 ? buffer : buffer.slice()).order(ByteOrder.nativeOrder());
  }
}
