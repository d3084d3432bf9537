package org.estimator4j.hook;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;

/**
 * Looks for placeholders behind tensors that are read at the end of a call, when there is no batch
 * any more. Found when the call begins, rather than after days of training.
 */
final class InputFree {

  private InputFree() {}

  /**
   * Fails if a tensor needs the input.
   *
   * @param what says what is read at the end, for the message
   * @param fed tensors that get a value
   */
  static void require(
      String what, Collection<? extends Operand<?>> tensors, Collection<? extends Operand<?>> fed) {
    Set<GraphOperation> given = new HashSet<>();
    fed.forEach(each -> given.add((GraphOperation) each.op()));
    for (Operand<?> tensor : tensors) {
      String placeholder = placeholderBehind((GraphOperation) tensor.op(), given);
      if (!placeholder.isEmpty()) {
        throw new IllegalArgumentException(
            what
                + " reads '"
                + tensor.op().name()
                + "' at the end, when there is no batch any more, but it needs '"
                + placeholder
                + "'. Read a variable, or what is computed from variables only");
      }
    }
  }

  private static String placeholderBehind(GraphOperation start, Set<GraphOperation> given) {
    Deque<GraphOperation> open = new ArrayDeque<>();
    Set<GraphOperation> seen = new HashSet<>(given);
    open.add(start);
    while (!open.isEmpty()) {
      GraphOperation op = open.remove();
      if (!seen.add(op)) {
        continue;
      }
      if (op.type().equals("Placeholder")) {
        return op.name();
      }
      op.inputs().forEach(input -> open.add((GraphOperation) input.op()));
      open.addAll(op.controlInputs());
    }
    return "";
  }
}
