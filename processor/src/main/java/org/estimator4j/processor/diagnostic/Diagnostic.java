package org.estimator4j.processor.diagnostic;

/**
 * One problem found in one place.
 *
 * @param problem the entry of the catalogue
 * @param message the whole text, complete without the position
 * @param place the narrowest place that it is about
 */
public record Diagnostic(Problem problem, String message, Place place) {}
