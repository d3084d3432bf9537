/**
 * Optimizers: from a loss to the operation that changes the variables, equal to the reference in
 * numbers and in the names of slot variables.
 */
@NullMarked
package org.estimator4j.nn.optimizer;

import org.jspecify.annotations.NullMarked;
