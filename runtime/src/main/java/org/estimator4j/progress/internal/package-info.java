/** How progress is measured and shown: the hook behind the events, and the live line. */
@NullMarked
package org.estimator4j.progress.internal;

import org.jspecify.annotations.NullMarked;
