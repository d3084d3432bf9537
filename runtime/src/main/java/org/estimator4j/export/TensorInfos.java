package org.estimator4j.export;

import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/** Tensors of a graph as a signature describes them. */
final class TensorInfos {

  private TensorInfos() {}

  static TensorInfo of(Operand<?> operand) {
    Output<?> output = operand.asOutput();
    return TensorInfo.newBuilder()
        .setName(name(output))
        .setDtype(output.dataType())
        .setTensorShape(shape(output.shape()))
        .build();
  }

  static String name(Output<?> output) {
    return output.op().name() + ":" + output.index();
  }

  private static TensorShapeProto shape(Shape shape) {
    TensorShapeProto.Builder proto = TensorShapeProto.newBuilder();
    if (shape.isUnknown()) {
      return proto.setUnknownRank(true).build();
    }
    for (long size : shape.asArray()) {
      proto.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return proto.build();
  }
}
