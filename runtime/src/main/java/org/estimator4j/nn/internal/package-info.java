/** What losses, metrics and preprocessing share. Internal: not for users. */
@NullMarked
package org.estimator4j.nn.internal;

import org.jspecify.annotations.NullMarked;
