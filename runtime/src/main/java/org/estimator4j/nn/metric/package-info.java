/** Metrics: measures that are updated batch by batch in local variables and read at the end. */
@NullMarked
package org.estimator4j.nn.metric;

import org.jspecify.annotations.NullMarked;
