package org.estimator4j.processor.plan;

import java.util.List;
import org.estimator4j.processor.model.ModelMethod;

/**
 * The call of a model's method.
 *
 * @param method the method
 * @param arguments its arguments
 */
public record Call(ModelMethod method, List<Argument> arguments) {}
