package org.estimator4j.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.estimator4j.tensorflow.OpenHandles;
import org.estimator4j.tensorflow.TensorMemory;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * Reads a checkpoint in TensorFlow's bundle format, ours or Python's: names, element types, shapes,
 * values. Every value is checked against its checksum as it is read; nothing damaged is ever
 * returned. Needs neither a graph nor a session, and no lock: files that a writer deletes meanwhile
 * count as damage.
 *
 * <p>For one thread. Holds files open until it is closed; tensors that it returned stay valid.
 */
public final class CheckpointReader implements AutoCloseable {

  /** The string variable that holds what {@link CheckpointState} saves; Python ignores it. */
  public static final String STATE_VARIABLE = "estimator4j/state";

  private final Checkpoint checkpoint;
  private final SortedMap<String, BundleEntry> entries;
  private final BundleData data;
  private final CheckpointContents contents;

  private CheckpointReader(
      Checkpoint checkpoint, SortedMap<String, BundleEntry> entries, BundleData data) {
    this.checkpoint = checkpoint;
    this.entries = entries;
    this.data = data;
    SortedMap<String, VariableSpec> variables = new TreeMap<>();
    entries.forEach(
        (key, entry) -> {
          if (!BundleIndex.isSlice(key)) {
            variables.put(BundleIndex.name(key), entry.spec());
          }
        });
    this.contents =
        new CheckpointContents(checkpoint, Collections.unmodifiableSortedMap(variables));
    OpenHandles.opened(this);
  }

  /**
   * Opens a checkpoint and reads its index.
   *
   * @param checkpoint which one
   * @return a reader, which the caller closes
   * @throws DamagedCheckpointException if the index is missing, cut off or changed
   */
  public static CheckpointReader open(Checkpoint checkpoint) {
    BundleIndex index = BundleIndex.read(checkpoint.prefix());
    return new CheckpointReader(
        checkpoint, index.entries(), new BundleData(checkpoint.prefix(), index.shards()));
  }

  /**
   * Opens a checkpoint by its path; see {@link #open(Checkpoint)}.
   *
   * @param prefix such as {@code model/model.ckpt-200}, with none of its files' endings
   * @return a reader, which the caller closes
   */
  public static CheckpointReader open(Path prefix) {
    return open(Checkpoints.of(prefix));
  }

  /**
   * Which checkpoint this is.
   *
   * @return its path and step
   */
  public Checkpoint checkpoint() {
    return checkpoint;
  }

  /**
   * What the checkpoint holds, {@value #STATE_VARIABLE} included.
   *
   * @return names, element types and shapes
   */
  public CheckpointContents contents() {
    return contents;
  }

  /**
   * Reads a variable.
   *
   * @param name its name
   * @return its value, which the caller closes
   * @throws IllegalArgumentException if the checkpoint has no such variable, or TensorFlow Java has
   *     no tensor of its type
   * @throws DamagedCheckpointException if the data file is missing or cut off, or the checksum is
   *     wrong
   */
  public TType read(String name) {
    BundleEntry entry = entry(name);
    if (entry.sliced()) {
      return readSlices(name, entry);
    }
    if (entry.spec().type() == DataType.DT_STRING) {
      byte[][] elements = strings(name, entry);
      return OpenHandles.opened(
          TString.tensorOfBytes(
              NdArrays.wrap(entry.spec().shape(), DataBuffers.ofObjects(elements))));
    }
    TType tensor = OpenHandles.opened(Tensor.of(typeOf(name, entry), entry.spec().shape()));
    boolean read = false;
    try {
      if (TensorMemory.size(tensor) != entry.size()) {
        throw data.damaged(
            name, entry, "has " + entry.size() + " bytes for a value of " + entry.spec());
      }
      data.read(name, entry, (from, length) -> TensorMemory.bytes(tensor, from, length));
      read = true;
      return tensor;
    } finally {
      if (!read) {
        tensor.close();
      }
    }
  }

  /** A variable that was partitioned by rows: its parts one behind the other. */
  private TType readSlices(String name, BundleEntry entry) {
    List<BundleEntry> slices =
        List.copyOf(
            entries
                .subMap(BundleIndex.sliceKeys(name), BundleIndex.behindSliceKeys(name))
                .values());
    long bytes = 0;
    for (BundleEntry slice : slices) {
      bytes += slice.size();
      if (!sameRows(slice.spec().shape(), entry.spec().shape())) {
        throw new IllegalArgumentException(
            "variable '"
                + name
                + "' of checkpoint "
                + checkpoint
                + " is partitioned along a dimension that is not the first, which is not read");
      }
    }
    TType tensor = OpenHandles.opened(Tensor.of(typeOf(name, entry), entry.spec().shape()));
    boolean read = false;
    try {
      if (TensorMemory.size(tensor) != bytes) {
        throw data.damaged(name, entry, "has parts of " + bytes + " bytes in all");
      }
      long offset = 0;
      for (BundleEntry slice : slices) {
        long start = offset;
        data.read(name, slice, (from, length) -> TensorMemory.bytes(tensor, start + from, length));
        offset += slice.size();
      }
      read = true;
      return tensor;
    } finally {
      if (!read) {
        tensor.close();
      }
    }
  }

  private static boolean sameRows(Shape slice, Shape whole) {
    return slice.numDimensions() == whole.numDimensions()
        && slice.numDimensions() > 0
        && slice.tail().equals(whole.tail());
  }

  /**
   * Reads several variables.
   *
   * @param names their names
   * @return the values by name, in the order of the names; the caller closes each
   * @throws IllegalArgumentException as {@link #read(String)}; nothing is left to close then
   * @throws DamagedCheckpointException as {@link #read(String)}; nothing is left to close then
   */
  public Map<String, TType> read(Collection<String> names) {
    Map<String, TType> values = new LinkedHashMap<>();
    boolean read = false;
    try {
      for (String name : names) {
        if (!values.containsKey(name)) {
          values.put(name, read(name));
        }
      }
      read = true;
      return values;
    } finally {
      if (!read) {
        values.values().forEach(Tensor::close);
      }
    }
  }

  /**
   * Reads the states that were saved with the variables.
   *
   * @return the bytes by the name of the {@link CheckpointState}; empty for a checkpoint of
   *     Python's
   * @throws DamagedCheckpointException if they are damaged
   * @throws IncompatibleCheckpointException if a later version wrote them
   */
  public Map<String, byte[]> states() {
    BundleEntry entry = entries.get(BundleIndex.key(STATE_VARIABLE));
    if (entry == null) {
      return Map.of();
    }
    byte[][] elements = strings(STATE_VARIABLE, entry);
    return StateCodec.decode(checkpoint.prefix(), elements.length == 1 ? elements[0] : new byte[0]);
  }

  /**
   * Reads every value and checks its checksum, without keeping it.
   *
   * @throws DamagedCheckpointException at the first one that is damaged
   */
  public void verify() {
    ByteBuffer scratch = ByteBuffer.allocate(BundleData.CHUNK);
    entries.forEach(
        (key, entry) -> {
          String name = BundleIndex.name(key);
          if (entry.sliced()) {
            return;
          }
          if (entry.spec().type() == DataType.DT_STRING) {
            strings(name, entry);
          } else {
            data.read(name, entry, (from, length) -> scratch.clear().limit(length));
          }
        });
  }

  private byte[][] strings(String name, BundleEntry entry) {
    ByteBuffer bytes = data.readAll(name, entry);
    long count = entry.spec().shape().size();
    try {
      return BundleStrings.decode(bytes, Math.toIntExact(count), entry.crc());
    } catch (IOException e) {
      throw data.damaged(name, entry, String.valueOf(e.getMessage()));
    }
  }

  private BundleEntry entry(String name) {
    BundleEntry entry = entries.get(BundleIndex.key(name));
    if (entry == null || name.isEmpty()) {
      throw new IllegalArgumentException(
          "checkpoint "
              + checkpoint
              + " has no variable '"
              + name
              + "'; it has "
              + contents.variables().keySet());
    }
    return entry;
  }

  private Class<? extends TType> typeOf(String name, BundleEntry entry) {
    @Nullable Class<? extends TType> type = TensorTypes.type(entry.spec().type());
    if (type == null) {
      throw new IllegalArgumentException(
          "variable '"
              + name
              + "' of checkpoint "
              + checkpoint
              + " is "
              + entry.spec()
              + ", which TensorFlow Java has no tensor for");
    }
    return type;
  }

  /** Closes the files; a second call does nothing. */
  @Override
  public void close() {
    data.close();
    OpenHandles.closed(this);
  }
}
