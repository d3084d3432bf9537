package org.estimator4j.graph;

import java.util.Iterator;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.estimator4j.tensorflow.GraphEdits;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operation;
import org.tensorflow.proto.DataType;

/** Places the operations of a complete graph where a function of the user wants them. */
final class Placement {

  private static final Pattern DEVICE = Pattern.compile("(/(job|replica|task|device):[^/\\s]+)*");

  private final Function<Operation, String> devices;

  Placement(Function<Operation, String> devices) {
    this.devices = devices;
  }

  void apply(Graph graph) {
    for (Iterator<GraphOperation> all = graph.operations(); all.hasNext(); ) {
      GraphOperation op = all.next();
      @Nullable String wanted = devices.apply(op);
      if (wanted == null || !DEVICE.matcher(wanted).matches()) {
        throw new IllegalArgumentException(
            "the device function gives "
                + wanted
                + " for "
                + op.type()
                + " '"
                + op.name()
                + "', but a device is such as /job:ps/task:0/device:CPU:0, in parts, or an empty"
                + " text");
      }
      if (!wanted.isEmpty() && !usesVariable(op)) {
        GraphEdits.setDevice(graph, op, Devices.merge(wanted, op.device()));
      }
    }
  }

  /** TensorFlow runs it where the variable is, and refuses another place. */
  private static boolean usesVariable(GraphOperation op) {
    for (int i = 0; i < op.numInputs(); i++) {
      if (op.input(i).dataType() == DataType.DT_RESOURCE) {
        return true;
      }
    }
    return false;
  }
}
