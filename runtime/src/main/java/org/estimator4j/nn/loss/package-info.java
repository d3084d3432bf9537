/** Losses: a scalar out of labels and what the model says, added to the graph's losses. */
@NullMarked
package org.estimator4j.nn.loss;

import org.jspecify.annotations.NullMarked;
