package org.estimator4j.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.estimator4j.annotation.Mode;
import org.junit.jupiter.api.Test;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.OpDef;

/**
 * Keeps {@code docs/differentiable-ops.md}: with {@code -Destimator4j.writeDocs=true} it is written
 * anew, otherwise it has to be what would be written.
 */
class DifferentiableOpsTest {

  /** The file, seen from the module, where the tests run. */
  private static final Path FILE = Path.of("..", "docs", "differentiable-ops.md");

  private static final Set<String> RULED = ruled();

  private static final Map<String, OpDef> OPS = new HashMap<>();

  static {
    TensorFlow.registeredOpList().getOpList().forEach(op -> OPS.put(op.getName(), op));
  }

  @Test
  void tableIsUpToDate() throws IOException {
    String table = table();
    if (Boolean.getBoolean("estimator4j.writeDocs")) {
      Files.writeString(FILE, table);
    }
    assertEquals(
        table,
        Files.readString(FILE).replace("\r\n", "\n"),
        "docs/differentiable-ops.md is out of date: run this test with -Destimator4j.writeDocs=true");
  }

  @Test
  void everyRuleIsForAnOperationThatExists() {
    for (String type : RULED) {
      assertTrue(OPS.containsKey(type), type);
    }
  }

  private static Set<String> ruled() {
    try (ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1)) {
      return Set.copyOf(graph.ruledTypes());
    }
  }

  private static String table() {
    Set<String> cpp = new TreeSet<>();
    for (String type : NativeGradients.TYPES) {
      boolean ruled = RULED.contains(type);
      if (!ruled && !NativeGradients.ends(type) && givesNumbers(type)) {
        cpp.add(type);
      }
    }
    StringBuilder text =
        new StringBuilder(
            """
            # Differentiable operations

            Written by `DifferentiableOpsTest`; do not edit. Which operations `graph.gradients` and
            the optimizers can go back through, by the name of their type. For others the error
            names the operation and the way to it, and `graph.registerGradient(type, rule)` adds a
            rule of your own, which comes before all of these.

            A tensor that is not of floating point, or that has passed `tf.stopGradient`, ends the
            way without an error.

            | operation | gradient by |
            |---|---|
            """);
    Set<String> all = new TreeSet<>(RULED);
    all.addAll(cpp);
    for (String type : all) {
      boolean ruled = RULED.contains(type);
      text.append("| `")
          .append(type)
          .append("` | ")
          .append(ruled ? "Estimator4J" : "TensorFlow")
          .append(" |\n");
    }
    text.append("\n")
        .append(RULED.size())
        .append(" by rules of Estimator4J, ")
        .append(cpp.size())
        .append(" by TensorFlow.\n");
    text.append("\nThe way ends without an error at: ");
    text.append(String.join(", ", new TreeSet<>(NativeGradients.ENDS))).append(".\n");
    return text.toString();
  }

  /** Whether an output can be of floating point at all. */
  private static boolean givesNumbers(String type) {
    OpDef op = OPS.get(type);
    if (op == null || type.startsWith("Queue") || type.startsWith("Stack") || NONE.contains(type)) {
      return false;
    }
    return op.getOutputArgList().stream().anyMatch(output -> canBeFloat(op, output));
  }

  /** Known to C++ as without gradient, though of floating point. */
  private static final Set<String> NONE =
      Set.of("EditDistance", "GetSessionTensor", "NonMaxSuppressionV5", "OneHot");

  private static boolean canBeFloat(OpDef op, OpDef.ArgDef output) {
    if (output.getType() != DataType.DT_INVALID) {
      return output.getType() == DataType.DT_FLOAT;
    }
    if (output.getTypeAttr().isEmpty()) {
      return true;
    }
    return op.getAttrList().stream()
        .filter(attr -> attr.getName().equals(output.getTypeAttr()))
        .anyMatch(
            attr ->
                !attr.hasAllowedValues()
                    || attr.getAllowedValues().getList().getTypeList().contains(DataType.DT_FLOAT));
  }
}
