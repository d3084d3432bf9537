/** Preprocessing inside of the graph, so that it is exported with the model. */
@NullMarked
package org.estimator4j.nn.preprocessing;

import org.jspecify.annotations.NullMarked;
