package org.estimator4j.processor.model;

import java.util.List;

/**
 * A function of a Kotlin class that its Java stub does not have, so that no annotation processor
 * sees it.
 *
 * @param name its Kotlin name
 * @param reason why Java cannot call it, in words
 * @param roles its role annotations as written; empty if it has none, or if nobody knows
 * @param known whether its annotations are known: Kotlin's metadata have them since 2.4
 */
public record DroppedFunction(String name, String reason, List<String> roles, boolean known) {

  /** Copies the list. */
  public DroppedFunction {
    roles = List.copyOf(roles);
  }
}
