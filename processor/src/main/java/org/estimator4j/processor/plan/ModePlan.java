package org.estimator4j.processor.plan;

import java.util.List;
import java.util.Optional;
import org.estimator4j.processor.model.Mode;

/**
 * What a factory does for one mode.
 *
 * @param mode the mode
 * @param statements the local variables, in an order in which each uses earlier ones only
 * @param fillings the fields of the spec, in order; none if the model returns the spec itself
 * @param spec the call that returns the whole spec, in the ported style
 */
public record ModePlan(
    Mode mode, List<Statement> statements, List<Filling> fillings, Optional<Call> spec) {}
