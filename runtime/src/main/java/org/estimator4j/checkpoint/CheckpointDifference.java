package org.estimator4j.checkpoint;

import java.util.List;

/**
 * How the variables of a checkpoint differ from those that somebody wants to restore. Immutable;
 * each list in the order of the names.
 *
 * @param missing wanted, but not in the checkpoint
 * @param unexpected in the checkpoint, but not wanted: as in Python, no reason to refuse it
 * @param different wanted with another element type or shape, as "name: wanted …, stored …"
 * @param optional wanted, not in the checkpoint, and not missed: names that begin with {@code
 *     estimator4j/}, which a checkpoint of Python's has not; they keep their initial values
 */
public record CheckpointDifference(
    List<String> missing, List<String> unexpected, List<String> different, List<String> optional) {

  /** Copies the lists. */
  public CheckpointDifference {
    missing = List.copyOf(missing);
    unexpected = List.copyOf(unexpected);
    different = List.copyOf(different);
    optional = List.copyOf(optional);
  }

  /**
   * Whether everything that is wanted can be restored.
   *
   * @return true if nothing is missing and nothing is different
   */
  public boolean compatible() {
    return missing.isEmpty() && different.isEmpty();
  }
}
