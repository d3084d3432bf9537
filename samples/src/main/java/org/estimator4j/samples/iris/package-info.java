/** Iris in the style of ported Python code: one method that returns an {@code EstimatorSpec}. */
@NullMarked
package org.estimator4j.samples.iris;

import org.jspecify.annotations.NullMarked;
