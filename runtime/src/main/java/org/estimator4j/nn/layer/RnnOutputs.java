package org.estimator4j.nn.layer;

import org.tensorflow.Operand;
import org.tensorflow.types.family.TFloating;

/**
 * What a recurrent layer gives.
 *
 * @param <T> the element type
 * @param outputs the output of each step, {@code [batch, steps, units]}; zeros beyond the end of a
 *     sequence
 * @param state the output of the last step of each sequence, {@code [batch, units]}
 */
public record RnnOutputs<T extends TFloating>(Operand<T> outputs, Operand<T> state) {}
