package org.estimator4j.summary;

import com.google.protobuf.ByteString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.proto.Summary;

/**
 * Hyperparameters of a run, for TensorBoard's page HParams, where each run is a line of values and
 * of the measures that it reached. Immutable.
 *
 * <p>The messages are those of {@code tensorboard/plugins/hparams/plugin_data.proto} and {@code
 * api.proto}.
 *
 * @param values numbers, truth values or texts, by name
 * @param metrics the tags of the curves that measure success, such as {@code accuracy}
 * @param group the sub-directory of those curves, such as {@code eval}; empty for this directory
 */
public record HParams(Map<String, Object> values, List<String> metrics, String group) {

  private static final String PLUGIN = "hparams";
  private static final int STRING = 1;
  private static final int BOOL = 2;
  private static final int FLOAT64 = 3;
  private static final int SUCCESS = 1;
  private static final int FAILURE = 2;

  /** Copies the collections. */
  public HParams {
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    metrics = List.copyOf(metrics);
  }

  /** What kinds there are, and what this run has. */
  List<Summary.Value.Builder> start() {
    return List.of(
        value("_hparams_/experiment", 2, experiment()),
        value("_hparams_/session_start_info", 3, sessionStart()));
  }

  static Summary.Value.Builder end(boolean succeeded, double seconds) {
    ByteString end =
        Plugins.message(
            out -> {
              out.writeEnum(1, succeeded ? SUCCESS : FAILURE);
              out.writeDouble(2, seconds);
            });
    return value("_hparams_/session_end_info", 4, end);
  }

  private static Summary.Value.Builder value(String tag, int field, ByteString message) {
    ByteString data =
        Plugins.message(
            out -> {
              out.writeInt32(1, 0); // the version of the protocol
              out.writeBytes(field, message);
            });
    return Summary.Value.newBuilder()
        .setTag(tag)
        .setMetadata(Plugins.metadata(PLUGIN, data))
        .setTensor(Plugins.floats(new float[][] {{0}}));
  }

  private ByteString experiment() {
    return Plugins.message(
        out -> {
          for (Map.Entry<String, ?> each : values.entrySet()) {
            out.writeBytes(
                4,
                Plugins.message(
                    info -> {
                      info.writeString(1, each.getKey());
                      info.writeEnum(4, type(each.getValue()));
                    }));
          }
          for (String metric : metrics) {
            ByteString name =
                Plugins.message(
                    message -> {
                      message.writeString(1, group);
                      message.writeString(2, metric);
                    });
            out.writeBytes(5, Plugins.message(info -> info.writeBytes(1, name)));
          }
        });
  }

  private ByteString sessionStart() {
    return Plugins.message(
        out -> {
          for (Map.Entry<String, ?> each : values.entrySet()) {
            out.writeBytes(
                1,
                Plugins.message(
                    entry -> {
                      entry.writeString(1, each.getKey());
                      entry.writeBytes(2, protobufValue(each.getValue()));
                    }));
          }
        });
  }

  private static int type(Object value) {
    return value instanceof Number ? FLOAT64 : value instanceof Boolean ? BOOL : STRING;
  }

  /** As {@code google.protobuf.Value}. */
  private static ByteString protobufValue(Object value) {
    return Plugins.message(
        out -> {
          if (value instanceof Number number) {
            out.writeDouble(2, number.doubleValue());
          } else if (value instanceof Boolean truth) {
            out.writeBool(4, truth);
          } else {
            out.writeString(3, String.valueOf(value));
          }
        });
  }
}
