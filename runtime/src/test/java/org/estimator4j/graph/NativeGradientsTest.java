package org.estimator4j.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tensorflow.internal.c_api.global.tensorflow.TFJ_HasGradient;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.OpDef;

class NativeGradientsTest {

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "answers yes for every type there")
  void listIsWhatTensorFlowSays() {
    Set<String> says = new TreeSet<>();
    for (OpDef op : TensorFlow.registeredOpList().getOpList()) {
      if (TFJ_HasGradient(op.getName())) {
        says.add(op.getName());
      }
    }
    assertEquals(says, new TreeSet<>(NativeGradients.TYPES));
  }
}
