package org.estimator4j.tensorflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Tensor;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/** What is left open is named with the place that opened it. */
class OpenHandlesTest {

  /** The one place that is reported while something is open, and nothing is after it was closed. */
  private static <H extends AutoCloseable> Throwable place(Supplier<H> open) throws Exception {
    List<Throwable> before = OpenHandles.report();
    Throwable place;
    try (H holder = open.get()) {
      List<Throwable> after = OpenHandles.report();
      assertEquals(before.size() + 1, after.size(), "while " + holder + " is open");
      place = after.stream().filter(each -> !before.contains(each)).findFirst().orElseThrow();
    }
    assertEquals(before.size(), OpenHandles.report().size());
    return place;
  }

  private static boolean names(Throwable place, String method) {
    return Arrays.stream(place.getStackTrace())
        .anyMatch(
            frame ->
                frame.getClassName().equals(OpenHandlesTest.class.getName())
                    && frame.getMethodName().equals(method));
  }

  @Test
  void aSessionARunAndItsResultAreReportedUntilTheyAreClosed() throws Exception {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      var one = tf.constant(1f).asOutput();
      Throwable session =
          place(() -> NativeSession.open(graph, null, ConfigProto.getDefaultInstance()));
      assertEquals("NativeSession was opened here", session.getMessage());
      assertTrue(names(session, "place"));
      try (NativeSession open = NativeSession.open(graph, null, ConfigProto.getDefaultInstance())) {
        Throwable run = place(() -> open.prepare(List.of(), List.of(one), List.of()));
        assertEquals("PreparedRun was opened here", run.getMessage());
        PreparedRun prepared = open.prepare(List.of(), List.of(one), List.of());
        Throwable result = place(() -> prepared.run()[0]);
        assertEquals("DT_FLOAT tensor of shape [] was opened here", result.getMessage());
        assertTrue(names(result, "place"));
      }
    }
  }

  @Test
  void closedTensorsAreForgottenOnTheWay() {
    List<Throwable> before = OpenHandles.report();
    for (int i = 0; i < 10_000; i++) {
      try (Tensor tensor = OpenHandles.opened(TFloat32.scalarOf(i))) {
        assertTrue(OpenHandles.known() <= before.size() + 1000, i + " tensors");
        assertEquals(4, tensor.numBytes());
      }
    }
    assertEquals(before, OpenHandles.report());
  }

  @Test
  void whateverIsOpenFailsATest() throws Exception {
    OpenHandles.requireNone("the tests before");
    try (TFloat32 tensor = OpenHandles.opened(TFloat32.scalarOf(1))) {
      AssertionError e =
          assertThrows(AssertionError.class, () -> OpenHandles.requireNone("ThisTest"));
      assertEquals("native holders are open after ThisTest: 1", e.getMessage());
      assertTrue(names(e.getSuppressed()[0], "whateverIsOpenFailsATest"));
      assertEquals(1, tensor.getFloat());
      OpenHandles.requireNone("the test after it, which is not at fault");
    }
    OpenHandles.requireNone("ThisTest");
  }
}
