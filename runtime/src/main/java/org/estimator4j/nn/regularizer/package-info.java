/** Penalties on weights. */
@NullMarked
package org.estimator4j.nn.regularizer;

import org.jspecify.annotations.NullMarked;
