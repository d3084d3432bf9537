/** What the samples share: their command line. */
@NullMarked
package org.estimator4j.samples;

import org.jspecify.annotations.NullMarked;
