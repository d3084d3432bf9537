package org.estimator4j.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a checkpoint holds. Immutable.
 *
 * @param checkpoint which one
 * @param variables element types and shapes by name, in the order of the names
 */
public record CheckpointContents(Checkpoint checkpoint, SortedMap<String, VariableSpec> variables) {

  /** Variables of our own, which a checkpoint of Python's has not. */
  private static final String OWN = "estimator4j/";

  private static final int SHOWN = 20;

  /**
   * Compares with the variables that somebody wants to restore.
   *
   * @param expected element types and shapes by name; {@code -1} in a shape matches any size
   * @return what is missing, not wanted, or different
   */
  public CheckpointDifference compareWith(Map<String, VariableSpec> expected) {
    List<String> missing = new ArrayList<>();
    List<String> different = new ArrayList<>();
    List<String> optional = new ArrayList<>();
    for (Map.Entry<String, VariableSpec> wanted : new TreeMap<>(expected).entrySet()) {
      String name = wanted.getKey();
      VariableSpec stored = variables.get(name);
      if (stored == null) {
        (name.startsWith(OWN) ? optional : missing).add(name);
      } else if (!wanted.getValue().accepts(stored)) {
        different.add(name + ": wanted " + wanted.getValue() + ", stored " + stored);
      }
    }
    List<String> unexpected =
        variables.keySet().stream()
            .filter(name -> !expected.containsKey(name) && !name.startsWith(OWN))
            .toList();
    return new CheckpointDifference(missing, unexpected, different, optional);
  }

  /**
   * Refuses a checkpoint that does not fit. Variables that nobody wants are no reason, but are
   * named beside others that are missing: often they are the same under another name.
   *
   * @param expected element types and shapes by name, as in {@link #compareWith}
   * @return the difference that is left: unexpected and optional variables
   * @throws IncompatibleCheckpointException if a variable is missing, or has another type or shape
   */
  public CheckpointDifference requireCompatible(Map<String, VariableSpec> expected) {
    CheckpointDifference difference = compareWith(expected);
    if (difference.compatible()) {
      return difference;
    }
    StringBuilder message = new StringBuilder("checkpoint ");
    message.append(checkpoint).append(" belongs to another model.");
    list(message, "variables that the model has and the checkpoint has not", difference.missing());
    list(message, "variables of another type or shape", difference.different());
    if (!difference.missing().isEmpty()) {
      list(
          message,
          "variables that the checkpoint has and the model has not",
          difference.unexpected());
    }
    message.append(
        "\n"
            + "Use another model directory for this model, or the model that wrote this one; a"
            + " layer that was renamed or resized makes another model.");
    throw new IncompatibleCheckpointException(checkpoint.prefix(), message.toString(), null);
  }

  private static void list(StringBuilder message, String title, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    message.append("\n  ").append(title).append(":");
    lines.stream().limit(SHOWN).forEach(line -> message.append("\n    ").append(line));
    if (lines.size() > SHOWN) {
      message.append("\n    and ").append(lines.size() - SHOWN).append(" more");
    }
  }
}
