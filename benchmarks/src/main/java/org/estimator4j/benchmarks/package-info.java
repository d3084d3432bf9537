/** Programs that measure the figures we claim; run by hand. */
@NullMarked
package org.estimator4j.benchmarks;

import org.jspecify.annotations.NullMarked;
