package org.estimator4j.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.Function;
import org.estimator4j.annotation.Mode;
import org.junit.jupiter.api.Test;
import org.tensorflow.DeviceSpec;
import org.tensorflow.DeviceSpec.DeviceType;
import org.tensorflow.Operation;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Where a function of the user places operations. */
class PlacementTest {

  private static ModelGraph graph(Function<Operation, String> devices) {
    return ModelGraph.builder(Mode.TRAIN).deviceFunction(devices).build();
  }

  private static String device(ModelGraph graph, String name) {
    return graph.tensorflow().operationOrThrow(name).device();
  }

  @Test
  void theFunctionPlacesWhatTheModelLeavesOpen() {
    try (ModelGraph graph =
        graph(op -> op.type().equals("Add") ? "/job:worker/device:CPU:0" : "")) {
      Ops tf = graph.ops();
      Ops second =
          tf.withDevice(DeviceSpec.newBuilder().deviceType(DeviceType.CPU).deviceIndex(1).build());
      tf.withName("open").math.add(tf.constant(1f), tf.constant(2f));
      second.withName("placed").math.add(tf.constant(1f), tf.constant(2f));
      tf.withName("other").math.mul(tf.constant(1f), tf.constant(2f));
      assertEquals("", device(graph, "open"), "not before the graph is complete");
      graph.freeze();
      assertEquals("/job:worker/device:CPU:0", device(graph, "open"));
      assertEquals("/job:worker/device:CPU:1", device(graph, "placed"));
      assertEquals("", device(graph, "other"));
    }
  }

  @Test
  void whatUsesAVariableGoesWhereItIs() {
    try (ModelGraph graph =
        graph(op -> op.type().equals("VarHandleOp") ? "/job:ps" : "/job:worker")) {
      Variable<TFloat32> weight =
          graph
              .variable("weight", TFloat32.class, Shape.of(2))
              .initializer((tf, v) -> tf.constant(new float[] {1, 2}))
              .create();
      String read = weight.asOutput().op().name();
      graph.freeze();
      assertEquals("/job:ps", device(graph, weight.name()));
      assertEquals("", device(graph, read));
      assertEquals("/job:worker", device(graph, weight.restorePlaceholder().op().name()));
    }
  }

  @Test
  void whatIsNoDeviceIsRefused() {
    try (ModelGraph graph = graph(op -> op.name().equals("here") ? "GPU:0" : "")) {
      graph.ops().withName("here").constant(1f);
      assertEquals(
          "the device function gives GPU:0 for Const 'here', but a device is such as"
              + " /job:ps/task:0/device:CPU:0, in parts, or an empty text",
          assertThrows(IllegalArgumentException.class, graph::freeze).getMessage());
    }
  }
}
