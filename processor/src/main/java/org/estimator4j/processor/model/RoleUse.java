package org.estimator4j.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.estimator4j.processor.diagnostic.Place;

/**
 * One role annotation on a method.
 *
 * @param role which one
 * @param modes the value of {@code modes}, where one is given and, for a field, not empty
 * @param inputs the features and labels declared on {@code @ModelFn}
 * @param place the annotation
 * @param modesPlace the value of {@code modes}, or the annotation
 */
public record RoleUse(
    Role role,
    Optional<Set<Mode>> modes,
    List<InputMention> inputs,
    Place place,
    Place modesPlace) {}
