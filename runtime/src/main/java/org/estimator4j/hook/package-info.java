/** The ready-made hooks: checkpoints, progress, the step limit, the guard against NaN. */
@NullMarked
package org.estimator4j.hook;

import org.jspecify.annotations.NullMarked;
