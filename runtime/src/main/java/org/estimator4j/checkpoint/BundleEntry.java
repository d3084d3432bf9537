package org.estimator4j.checkpoint;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;

/**
 * Where the value of a variable is, and what it must look like: TensorFlow's {@code
 * BundleEntryProto}, which TensorFlow Java has no class for.
 *
 * @param spec the element type and the shape
 * @param shard the number of the data file
 * @param offset the first byte in the data file
 * @param size the number of bytes
 * @param crc the masked CRC-32C of the bytes
 * @param sliced whether the value is stored in slices, by a partitioned variable of Python's
 */
record BundleEntry(VariableSpec spec, int shard, long offset, long size, int crc, boolean sliced) {

  private static final int DTYPE = 1;
  private static final int SHAPE = 2;
  private static final int SHARD_ID = 3;
  private static final int OFFSET = 4;
  private static final int SIZE = 5;
  private static final int CRC32C = 6;
  private static final int SLICES = 7;

  private static final int SHAPE_DIM = 2;
  private static final int SHAPE_UNKNOWN_RANK = 3;
  private static final int DIM_SIZE = 1;

  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      out.writeEnum(DTYPE, spec.type().getNumber());
      out.writeByteArray(SHAPE, encodeShape(spec.shape()));
      if (shard != 0) {
        out.writeInt32(SHARD_ID, shard);
      }
      if (offset != 0) {
        out.writeInt64(OFFSET, offset);
      }
      if (size != 0) {
        out.writeInt64(SIZE, size);
      }
      if (crc != 0) {
        out.writeFixed32(CRC32C, crc);
      }
      out.flush();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private static byte[] encodeShape(Shape shape) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    for (long size : shape.asArray()) {
      int length = size == 0 ? 0 : CodedOutputStream.computeInt64Size(DIM_SIZE, size);
      out.writeTag(SHAPE_DIM, WireFormat.WIRETYPE_LENGTH_DELIMITED);
      out.writeUInt32NoTag(length);
      if (size != 0) {
        out.writeInt64(DIM_SIZE, size);
      }
    }
    out.flush();
    return bytes.toByteArray();
  }

  /** Reads an entry; throws if the bytes are none. */
  static BundleEntry decode(byte[] bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    DataType type = DataType.DT_INVALID;
    Shape shape = Shape.scalar();
    int shard = 0;
    long offset = 0;
    long size = 0;
    int crc = 0;
    boolean sliced = false;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case DTYPE -> type = type(in.readEnum());
        case SHAPE -> shape = decodeShape(in.readByteArray());
        case SHARD_ID -> shard = in.readInt32();
        case OFFSET -> offset = in.readInt64();
        case SIZE -> size = in.readInt64();
        case CRC32C -> crc = in.readFixed32();
        case SLICES -> {
          sliced = true;
          in.skipField(tag);
        }
        default -> in.skipField(tag);
      }
    }
    if (shard < 0 || offset < 0 || size < 0) {
      throw new IOException("a place in the data file is negative");
    }
    return new BundleEntry(new VariableSpec(type, shape), shard, offset, size, crc, sliced);
  }

  private static DataType type(int number) {
    DataType type = DataType.forNumber(number);
    return type == null ? DataType.UNRECOGNIZED : type;
  }

  private static Shape decodeShape(byte[] bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    long[] sizes = new long[0];
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case SHAPE_DIM -> {
          sizes = Arrays.copyOf(sizes, sizes.length + 1);
          sizes[sizes.length - 1] = decodeSize(in.readByteArray());
        }
        case SHAPE_UNKNOWN_RANK -> throw new IOException("a variable has no shape");
        default -> in.skipField(tag);
      }
    }
    return Shape.of(sizes);
  }

  private static long decodeSize(byte[] bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    long size = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == DIM_SIZE) {
        size = in.readInt64();
      } else {
        in.skipField(tag);
      }
    }
    return size;
  }
}
