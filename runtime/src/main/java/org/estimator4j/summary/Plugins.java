package org.estimator4j.summary;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SummaryMetadata;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * What says to TensorBoard which of its pages shows a value. Their messages are written field by
 * field: the protocols are TensorBoard's own ({@code tensorboard/plugins/…/plugin_data.proto}), and
 * not part of TensorFlow.
 */
final class Plugins {

  private Plugins() {}

  /** Writes the fields of a message. */
  @FunctionalInterface
  interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  static ByteString message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      fields.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the stream is in memory
    }
    return ByteString.copyFrom(bytes.toByteArray());
  }

  static SummaryMetadata metadata(String plugin, ByteString content) {
    return SummaryMetadata.newBuilder()
        .setPluginData(
            SummaryMetadata.PluginData.newBuilder().setPluginName(plugin).setContent(content))
        .build();
  }

  static TensorShapeProto shape(long... sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long size : sizes) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return shape.build();
  }

  /** A tensor of doubles, row by row. */
  static TensorProto doubles(double[][] rows) {
    ByteBuffer content =
        ByteBuffer.allocate(rows.length * rows[0].length * Double.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (double[] row : rows) {
      for (double each : row) {
        content.putDouble(each);
      }
    }
    return TensorProto.newBuilder()
        .setDtype(DataType.DT_DOUBLE)
        .setTensorShape(shape(rows.length, rows[0].length))
        .setTensorContent(ByteString.copyFrom(content.array()))
        .build();
  }

  /** A tensor of floats, row by row. */
  static TensorProto floats(float[][] rows) {
    ByteBuffer content =
        ByteBuffer.allocate(rows.length * rows[0].length * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : rows) {
      for (float each : row) {
        content.putFloat(each);
      }
    }
    return TensorProto.newBuilder()
        .setDtype(DataType.DT_FLOAT)
        .setTensorShape(shape(rows.length, rows[0].length))
        .setTensorContent(ByteString.copyFrom(content.array()))
        .build();
  }
}
