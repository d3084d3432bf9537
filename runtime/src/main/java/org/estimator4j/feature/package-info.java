/**
 * What a model is fed: the declaration of its inputs ({@link org.estimator4j.feature.FeatureSpec},
 * {@link org.estimator4j.feature.InputSpec}) and, while a graph is built, the tensors that stand
 * for them ({@link org.estimator4j.feature.Features}, {@link org.estimator4j.feature.Labels}).
 */
@NullMarked
package org.estimator4j.feature;

import org.jspecify.annotations.NullMarked;
