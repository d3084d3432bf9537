package org.estimator4j.processor.model;

import java.util.List;
import java.util.Optional;
import org.estimator4j.processor.diagnostic.Place;

/**
 * A component of the record, or a property of the data class, that a method returns.
 *
 * @param name its name
 * @param accessor the name of the method that reads it
 * @param outputName the name as an output: from {@code @Output}, or its own
 * @param type its type
 * @param shape the sizes that {@code @Output} gives, if it does
 * @param place the component, or the method where the record's source is elsewhere
 * @param namePlace the value of {@code @Output(name)}, or the place of the component
 */
public record Component(
    String name,
    String accessor,
    String outputName,
    TypeRef type,
    Optional<List<Long>> shape,
    Place place,
    Place namePlace) {}
