package org.estimator4j.graph;

import org.tensorflow.Operand;
import org.tensorflow.types.TString;

/**
 * Something that a graph shows in TensorBoard.
 *
 * @param tag its name there, such as {@code loss}
 * @param value a scalar string, the serialised {@code Summary}
 * @param everySteps written at the multiples of so many steps; 0 as often as the run's settings say
 * @param byDefault whether the library added it, so that one of the model's own takes its place
 */
public record GraphSummary(
    String tag, Operand<TString> value, long everySteps, boolean byDefault) {}
