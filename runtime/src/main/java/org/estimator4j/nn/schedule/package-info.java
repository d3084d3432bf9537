/**
 * Learning rates that follow the global step: numbers, the reference's decays, warm-up, and any
 * function of the user's.
 */
@NullMarked
package org.estimator4j.nn.schedule;

import org.jspecify.annotations.NullMarked;
