package org.estimator4j.processor.model;

import java.util.List;
import java.util.Optional;
import org.estimator4j.processor.diagnostic.Place;

/**
 * A parameter of a model method: an input of it.
 *
 * @param name its name
 * @param type its type
 * @param mentions its {@code @Feature} and {@code @Label}; more than one is an error
 * @param from the value of {@code @From}
 * @param place the parameter
 * @param fromPlace the value of {@code @From}, or the parameter
 */
public record Parameter(
    String name,
    TypeRef type,
    List<InputMention> mentions,
    Optional<String> from,
    Place place,
    Place fromPlace) {

  /** How many annotations say what it is bound to. */
  public int bindings() {
    return mentions.size() + (from.isPresent() ? 1 : 0);
  }

  /** Its {@code @Feature} or {@code @Label}. */
  public Optional<InputMention> mention() {
    return mentions.stream().findFirst();
  }
}
