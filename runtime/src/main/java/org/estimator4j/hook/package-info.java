/**
 * The ready-made hooks: checkpoints and their listeners, progress, the step limit, the guard
 * against NaN, speed, values of tensors, feeds, traces, waiting, the memory of the process.
 */
@NullMarked
package org.estimator4j.hook;

import org.jspecify.annotations.NullMarked;
