package org.estimator4j.feature;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/**
 * One tensor of a feature or label: what one placeholder takes.
 *
 * @param name the feature's name, behind which a sparse or ragged one says which of its tensors it
 *     is: {@code words/values}
 * @param type the element type of this tensor
 * @param shape the shape of this tensor
 */
public record FeaturePart(String name, Class<? extends TType> type, Shape shape) {}
