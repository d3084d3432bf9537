package org.estimator4j.serve;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.estimator4j.session.TensorValue;
import org.estimator4j.tensorflow.OpenHandles;
import org.estimator4j.tensorflow.PreparedRun;
import org.estimator4j.tensorflow.TensorMemory;
import org.estimator4j.tensorflow.TensorOwnership;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * What one thread at a time needs for an answer: a prepared run, and the tensors that it is fed
 * with. A tensor is written again for the next answer if that is of the same shape and TensorFlow
 * has let go of it.
 */
final class Lane implements AutoCloseable {

  private final PreparedRun run;
  private final Slot[] slots;
  private final Tensor[] feeds;
  private final List<String> outputs;

  /** The tensor of one input. */
  private static final class Slot {

    private final TensorWriter writer;
    private long[] sizes = {};
    private @Nullable TType tensor;
    private @Nullable ByteBuffer memory;

    Slot(TensorWriter writer) {
      this.writer = writer;
    }

    TType write(List<?> parts, long[] wanted) {
      if (writer.kind() == ElementKind.STRING) {
        return writeStrings(parts, wanted);
      }
      TType into = tensor;
      ByteBuffer bytes = memory;
      if (into == null || bytes == null || !Arrays.equals(sizes, wanted)) {
        close();
        into = OpenHandles.opened(Tensor.of(writer.type(), Shape.of(wanted)));
        tensor = into;
        sizes = wanted;
        bytes = TensorMemory.bytes(into);
        memory = bytes;
      }
      bytes.position(0);
      for (Object part : parts) {
        writer.write(part, bytes);
      }
      return into;
    }

    private TType writeStrings(List<?> parts, long[] wanted) {
      close();
      Shape shape = Shape.of(wanted);
      byte[][] elements = new byte[Math.toIntExact(shape.size())][];
      int at = 0;
      for (Object part : parts) {
        at = writer.writeStrings(part, elements, at);
      }
      TType written =
          OpenHandles.opened(
              TString.tensorOfBytes(NdArrays.wrap(shape, DataBuffers.ofObjects(elements))));
      tensor = written;
      return written;
    }

    /** Keeps the tensor for the next answer only if nobody else refers to it. */
    void release() {
      if (tensor != null && (memory == null || !TensorOwnership.isSole(tensor))) {
        close();
      }
    }

    void close() {
      memory = null;
      if (tensor != null) {
        tensor.close();
        tensor = null;
      }
    }
  }

  Lane(PreparedRun run, List<ModelInput> inputs, List<String> outputs) {
    this.run = run;
    this.slots =
        inputs.stream()
            .flatMap(input -> input.tensors().stream())
            .map(Slot::new)
            .toArray(Slot[]::new);
    this.feeds = new Tensor[slots.length];
    this.outputs = outputs;
  }

  /** Runs once. */
  Map<String, TensorValue> run(Feed feed) {
    try {
      for (int i = 0; i < slots.length; i++) {
        feeds[i] = slots[i].write(feed.parts(i), feed.sizes(i));
      }
      return copied(run.run(feeds));
    } finally {
      for (Slot slot : slots) {
        slot.release();
      }
    }
  }

  private Map<String, TensorValue> copied(Tensor[] results) {
    try {
      Map<String, TensorValue> values = new LinkedHashMap<>();
      for (int i = 0; i < results.length; i++) {
        values.put(outputs.get(i), TensorValue.copyOf(results[i]));
      }
      return Collections.unmodifiableMap(values);
    } finally {
      for (Tensor result : results) {
        result.close(); // closing the same tensor again does nothing
      }
    }
  }

  @Override
  public void close() {
    for (Slot slot : slots) {
      slot.close();
    }
    run.close();
  }
}
