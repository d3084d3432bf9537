/**
 * From a factory to the graph of a mode: placeholders, the model, and what a step runs. Internal:
 * not for users.
 */
@NullMarked
package org.estimator4j.spec.internal;

import org.jspecify.annotations.NullMarked;
