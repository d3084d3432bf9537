/** Photographs of clothes, trained and evaluated in one call, with everything around it. */
@NullMarked
package org.estimator4j.samples.fashion;

import org.jspecify.annotations.NullMarked;
