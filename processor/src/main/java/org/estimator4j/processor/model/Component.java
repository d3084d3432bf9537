package org.estimator4j.processor.model;

import org.estimator4j.processor.diagnostic.Place;

/**
 * A component of the record, or a property of the data class, that a method returns.
 *
 * @param name its name
 * @param accessor the name of the method that reads it
 * @param outputName the name as an output: from {@code @Output}, or its own
 * @param type its type
 * @param place the component, or the method where the record's source is elsewhere
 * @param namePlace the value of {@code @Output(name)}, or the place of the component
 */
public record Component(
    String name, String accessor, String outputName, TypeRef type, Place place, Place namePlace) {}
