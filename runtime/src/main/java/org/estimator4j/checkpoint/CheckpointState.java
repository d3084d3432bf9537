package org.estimator4j.checkpoint;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * State that is no variable of the graph but belongs into a checkpoint, such as the position of the
 * input. It travels inside the bundle, in the string tensor {@value
 * CheckpointReader#STATE_VARIABLE}, so that it is saved and found together with the variables.
 */
public interface CheckpointState {

  /**
   * The name that marks this state in the checkpoint.
   *
   * @return not empty, and always the same
   */
  String name();

  /**
   * Writes the state.
   *
   * @return bytes that {@link #restore} understands; later versions must understand them, too
   */
  byte[] save();

  /**
   * Takes a saved state over.
   *
   * @param state what {@link #save} returned, perhaps in an earlier version
   */
  void restore(byte[] state);

  /**
   * Saves several states.
   *
   * @param states states of different names
   * @return the bytes by name, in the order given
   * @throws IllegalArgumentException if two have one name
   */
  static Map<String, byte[]> saveAll(Collection<? extends CheckpointState> states) {
    Map<String, byte[]> saved = new LinkedHashMap<>();
    for (CheckpointState state : states) {
      if (saved.put(state.name(), state.save()) != null) {
        throw new IllegalArgumentException("two states have the name '" + state.name() + "'");
      }
    }
    return saved;
  }
}
