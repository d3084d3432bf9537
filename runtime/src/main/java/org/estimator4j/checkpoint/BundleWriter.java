package org.estimator4j.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.estimator4j.format.internal.MaskedCrc;
import org.estimator4j.tensorflow.TensorMemory;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TString;

/**
 * Writes a bundle: a data file with the values one behind the other in the order given, and an
 * index that says where each is. Byte for byte what TensorFlow's own {@code SaveV2} writes, which a
 * test holds; done here because it needs no session (the first session of a process settles the
 * threads of all others), syncs what it writes, and says what the system said when a disk is full.
 */
final class BundleWriter {

  private static final int CHUNK = 16 << 20;

  private final Disk disk;

  BundleWriter(Disk disk) {
    this.disk = disk;
  }

  /**
   * Writes both files and waits until they are on the device.
   *
   * @param prefix the path of the bundle
   * @param variables the tensors by name
   * @param strings further scalar strings by name
   */
  void write(Path prefix, Map<String, ? extends Tensor> variables, Map<String, byte[]> strings)
      throws IOException {
    SortedMap<String, byte[]> index = new TreeMap<>();
    // BundleHeaderProto: num_shards = 1, endianness = LITTLE (0, left out), version = {producer:
    // 1}.
    index.put("", new byte[] {0x08, 1, 0x1a, 2, 0x08, 1});
    try (FileChannel file = disk.create(BundleFiles.data(prefix))) {
      long offset = 0;
      for (Map.Entry<String, ? extends Tensor> variable : variables.entrySet()) {
        BundleEntry entry = write(file, offset, variable.getValue());
        index.put(BundleIndex.key(variable.getKey()), entry.encode());
        offset += entry.size();
      }
      for (Map.Entry<String, byte[]> string : strings.entrySet()) {
        BundleEntry entry = write(file, offset, Shape.scalar(), List.of(string.getValue()));
        index.put(BundleIndex.key(string.getKey()), entry.encode());
        offset += entry.size();
      }
      disk.sync(file);
    }
    try (FileChannel file = disk.create(BundleFiles.index(prefix))) {
      disk.write(file, ByteBuffer.wrap(SortedTable.write(index)));
      disk.sync(file);
    }
  }

  private BundleEntry write(FileChannel file, long offset, Tensor tensor) throws IOException {
    if (tensor instanceof TString strings) {
      List<byte[]> elements = strings.asBytes().streamOfObjects().toList();
      return write(file, offset, tensor.shape(), elements);
    }
    CRC32C crc = new CRC32C();
    long size = TensorMemory.size(tensor);
    for (long from = 0; from < size; from += CHUNK) {
      ByteBuffer bytes = TensorMemory.bytes(tensor, from, (int) Math.min(CHUNK, size - from));
      crc.update(bytes.duplicate());
      disk.write(file, bytes);
    }
    VariableSpec spec = new VariableSpec(tensor.dataType(), tensor.shape());
    return new BundleEntry(spec, 0, offset, size, MaskedCrc.of(crc), false);
  }

  private BundleEntry write(FileChannel file, long offset, Shape shape, List<byte[]> elements)
      throws IOException {
    BundleStrings.Layout layout = BundleStrings.layout(elements);
    disk.write(file, layout.lengths());
    for (byte[] element : elements) {
      disk.write(file, ByteBuffer.wrap(element));
    }
    VariableSpec spec = new VariableSpec(DataType.DT_STRING, shape);
    return new BundleEntry(spec, 0, offset, layout.size(), layout.crc(), false);
  }
}
