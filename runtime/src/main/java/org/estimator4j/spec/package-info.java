/**
 * The contract: {@link org.estimator4j.spec.EstimatorSpec} and its validation, what a generated
 * factory implements ({@link org.estimator4j.spec.EstimatorSpecFactory}) and what it is given
 * ({@link org.estimator4j.spec.ModelContext}).
 */
@NullMarked
package org.estimator4j.spec;

import org.jspecify.annotations.NullMarked;
