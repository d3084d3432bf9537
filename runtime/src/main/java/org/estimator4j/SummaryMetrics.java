package org.estimator4j;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.estimator4j.session.TensorValue;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.Summary;
import org.tensorflow.types.TString;

/**
 * The metrics of an evaluation whose value is a serialised {@code Summary}, such as pictures of
 * what was told wrong: they are shown in TensorBoard as they are, and are no text.
 */
final class SummaryMetrics {

  private final Map<String, Summary> summaries = new LinkedHashMap<>();

  /** The value of a metric; of a summary, which is kept here, a remark in its place. */
  TensorValue read(String metric, Tensor value) {
    Optional<Summary> summary = parse(value);
    if (summary.isEmpty()) {
      return TensorValue.copyOf(value);
    }
    summaries.put(metric, tagged(metric, summary.get()));
    int count = summary.get().getValueCount();
    String remark = "(a summary of " + count + (count == 1 ? " value)" : " values)");
    return TensorValue.of(Shape.scalar(), new String[] {remark});
  }

  Map<String, Summary> byMetric() {
    return Collections.unmodifiableMap(summaries);
  }

  private static Optional<Summary> parse(Tensor value) {
    if (!(value instanceof TString text) || !text.shape().isScalar()) {
      return Optional.empty();
    }
    try {
      Summary summary = Summary.parseFrom(text.asBytes().getObject());
      // Other text may be parsed by chance, but then as fields that no summary has.
      boolean whole =
          summary.getValueCount() > 0
              && summary.getUnknownFields().asMap().isEmpty()
              && summary.getValueList().stream()
                  .noneMatch(each -> each.getValueCase() == Summary.Value.ValueCase.VALUE_NOT_SET);
      return whole ? Optional.of(summary) : Optional.empty();
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty(); // a text
    }
  }

  /** The reference's names: {@code <metric>/0} and so on. */
  private static Summary tagged(String metric, Summary summary) {
    Summary.Builder tagged = Summary.newBuilder();
    for (int i = 0; i < summary.getValueCount(); i++) {
      tagged.addValue(summary.getValue(i).toBuilder().setTag(metric + "/" + i));
    }
    return tagged.build();
  }
}
