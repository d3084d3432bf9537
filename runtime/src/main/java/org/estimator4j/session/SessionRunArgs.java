package org.estimator4j.session;

import java.util.List;
import org.tensorflow.Operand;

/**
 * What a hook wants of one run. Immutable; keep one object and return it whenever it is due,
 * because runs are prepared by the identity of these objects.
 */
public final class SessionRunArgs {

  private static final SessionRunArgs NONE = new SessionRunArgs(List.of());

  private final List<Operand<?>> fetches;

  private SessionRunArgs(List<Operand<?>> fetches) {
    this.fetches = fetches;
  }

  /**
   * Nothing.
   *
   * @return the arguments that ask for nothing
   */
  public static SessionRunArgs none() {
    return NONE;
  }

  /**
   * The values of tensors.
   *
   * @param fetches the tensors, of the mode's graph
   * @return the arguments
   */
  public static SessionRunArgs fetch(Operand<?>... fetches) {
    return new SessionRunArgs(List.of(fetches));
  }

  /**
   * The values of tensors.
   *
   * @param fetches the tensors, of the mode's graph
   * @return the arguments
   */
  public static SessionRunArgs fetch(List<? extends Operand<?>> fetches) {
    return new SessionRunArgs(List.copyOf(fetches));
  }

  /**
   * The tensors that are wanted.
   *
   * @return an unmodifiable list
   */
  public List<Operand<?>> fetches() {
    return fetches;
  }
}
