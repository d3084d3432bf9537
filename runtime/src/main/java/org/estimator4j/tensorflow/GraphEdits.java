package org.estimator4j.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_AddOperationControlInput;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetRequestedDevice;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_UpdateEdge;

import java.util.function.BiConsumer;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Input;
import org.tensorflow.internal.c_api.TF_Output;
import org.tensorflow.internal.c_api.TF_Status;

/** Changes to operations that are in a graph already; only before a session has run them. */
public final class GraphEdits {

  private GraphEdits() {}

  /**
   * Makes an operation run after another.
   *
   * @param graph the graph of both
   * @param op the one that waits
   * @param before the one that runs first
   */
  public static void addControlEdge(Graph graph, Operation op, Operation before) {
    edit(
        graph,
        (handle, status) ->
            TF_AddOperationControlInput(
                handle,
                ((GraphOperation) op).getUnsafeNativeHandle(),
                ((GraphOperation) before).getUnsafeNativeHandle()));
  }

  /**
   * Places an operation.
   *
   * @param graph its graph
   * @param op the operation
   * @param device a device such as {@code /job:ps/task:0}
   */
  public static void setDevice(Graph graph, Operation op, String device) {
    edit(
        graph,
        (handle, status) ->
            TF_SetRequestedDevice(handle, ((GraphOperation) op).getUnsafeNativeHandle(), device));
  }

  /**
   * Gives an operation another tensor as one of its inputs.
   *
   * @param graph its graph
   * @param source the new input
   * @param op the operation
   * @param input the index of its input
   * @throws OperationFailedException if the shape does not fit
   */
  public static void updateEdge(Graph graph, Output<?> source, Operation op, int input) {
    edit(
        graph,
        (handle, status) -> {
          GraphOperation from = (GraphOperation) source.op();
          TF_Output newSource =
              new TF_Output().oper(from.getUnsafeNativeHandle()).index(source.index());
          TF_Input destination =
              new TF_Input().oper(((GraphOperation) op).getUnsafeNativeHandle()).index(input);
          TF_UpdateEdge(handle, newSource, destination, status);
          Statuses.check(status);
        });
  }

  private static void edit(Graph graph, BiConsumer<TF_Graph, TF_Status> change) {
    try (AutoCloseable reference = HiddenMembers.reference(graph);
        PointerScope scope = new PointerScope()) {
      change.accept(HiddenMembers.handle(reference), TF_Status.newStatus());
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("cannot release the graph", e);
    }
  }
}
