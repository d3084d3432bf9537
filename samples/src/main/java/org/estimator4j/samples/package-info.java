/** What the samples share. */
@NullMarked
package org.estimator4j.samples;

import org.jspecify.annotations.NullMarked;
