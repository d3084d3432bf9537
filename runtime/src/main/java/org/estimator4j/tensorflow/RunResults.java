package org.estimator4j.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteTensor;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorByteSize;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_TensorData;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Output;
import org.tensorflow.Tensor;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat16;

/**
 * What a {@link PreparedRun} gave, still where TensorFlow left it: a number is read without making
 * an object, and a tensor is made only where somebody wants one. A step of training reads two
 * numbers; as tensors they would be two kilobytes of garbage.
 *
 * <p>One object for all runs of a prepared run: valid until it is closed, or until the next run.
 */
public final class RunResults implements AutoCloseable {

  private final PointerPointer<TF_Tensor> slots;
  private final LongPointer addresses;
  private final DataType[] types;
  private final int[] slotOf;
  private final @Nullable Tensor[] tensors;
  private final Handle handle = new Handle();
  private final ByteBuffer number = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
  private final Pointer numberMemory = new Pointer(number);
  private boolean open;

  /** Fetches, of which each occurs once, and where among them the wanted ones are. */
  RunResults(List<Output<?>> distinct, int[] slotOf) {
    this.slots = new PointerPointer<TF_Tensor>(Math.max(1, distinct.size())).retainReference();
    this.addresses = new LongPointer(slots);
    this.types = distinct.stream().map(Output::dataType).toArray(DataType[]::new);
    this.slotOf = slotOf;
    this.tensors = new Tensor[distinct.size()];
  }

  /** A native tensor by its address; points to another one whenever it is used. */
  private static final class Handle extends TF_Tensor {

    Handle at(long newAddress) {
      address = newAddress;
      return this;
    }
  }

  /** Where TensorFlow writes to. */
  PointerPointer<TF_Tensor> slots() {
    return slots;
  }

  int slotCount() {
    return types.length;
  }

  void opened() {
    open = true;
  }

  /**
   * A scalar of floating point.
   *
   * @param fetch the index of the fetch
   * @return its value
   * @throws IllegalStateException if it is no scalar
   */
  public double floating(int fetch) {
    int slot = slotOf[fetch];
    return switch (types[slot]) {
      case DT_FLOAT -> read(slot, Float.BYTES).getFloat(0);
      case DT_DOUBLE -> read(slot, Double.BYTES).getDouble(0);
      default -> {
        Tensor tensor = tensor(fetch);
        yield tensor instanceof TFloat16 half ? half.getFloat() : ((TBfloat16) tensor).getFloat();
      }
    };
  }

  /**
   * A scalar of 64 bits.
   *
   * @param fetch the index of the fetch
   * @return its value
   * @throws IllegalStateException if it is no scalar
   */
  public long integer(int fetch) {
    return read(slotOf[fetch], Long.BYTES).getLong(0);
  }

  private ByteBuffer read(int slot, int size) {
    TF_Tensor tensor = handle(slot);
    if (TF_TensorByteSize(tensor) != size) {
      throw new IllegalStateException(
          "fetch " + slot + " has " + TF_TensorByteSize(tensor) + " bytes and is no scalar");
    }
    Pointer.memcpy(numberMemory, TF_TensorData(tensor), size);
    return number;
  }

  private TF_Tensor handle(int slot) {
    if (!open) {
      throw new IllegalStateException("the results of this run are closed");
    }
    return handle.at(addresses.get(slot));
  }

  /**
   * A result as a tensor, made when first asked for.
   *
   * @param fetch the index of the fetch
   * @return the tensor, which these results close; the same one for a tensor that is fetched twice
   */
  public Tensor tensor(int fetch) {
    int slot = slotOf[fetch];
    Tensor known = tensors[slot];
    if (known != null) {
      return known;
    }
    Tensor made =
        OpenHandles.opened(HiddenMembers.tensor(new TF_Tensor(handle(slot)).withDeallocator()));
    tensors[slot] = made;
    return made;
  }

  /** All results as tensors, which are the caller's now. */
  Tensor[] take() {
    Tensor[] all = new Tensor[slotOf.length];
    try {
      for (int i = 0; i < all.length; i++) {
        all[i] = tensor(i);
      }
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
    Arrays.fill(tensors, null);
    open = false;
    return all;
  }

  /** Frees the results of the last run; a second call does nothing. */
  @Override
  public void close() {
    if (!open) {
      return;
    }
    for (int slot = 0; slot < tensors.length; slot++) {
      Tensor made = tensors[slot];
      if (made == null) {
        TF_DeleteTensor(handle(slot));
      } else {
        made.close();
        tensors[slot] = null;
      }
    }
    open = false;
  }

  /** Frees the memory for results, too. */
  void release() {
    close();
    slots.releaseReference();
  }
}
