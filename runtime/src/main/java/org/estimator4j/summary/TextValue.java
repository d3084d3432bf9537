package org.estimator4j.summary;

import com.google.protobuf.ByteString;
import java.util.List;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.Summary;
import org.tensorflow.proto.SummaryMetadata;
import org.tensorflow.proto.TensorProto;

/** Texts for TensorBoard's page Text. */
final class TextValue {

  private TextValue() {}

  static SummaryMetadata metadata() {
    return Plugins.metadata("text", ByteString.EMPTY);
  }

  static Summary.Value.Builder of(List<String> markdown) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_STRING)
            .setTensorShape(Plugins.shape(markdown.size()));
    markdown.forEach(each -> tensor.addStringVal(ByteString.copyFromUtf8(each)));
    return Summary.Value.newBuilder().setMetadata(metadata()).setTensor(tensor);
  }
}
