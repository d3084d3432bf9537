/** Models that look at the settings they are run with. */
@NullMarked
package org.estimator4j.samples.settings;

import org.jspecify.annotations.NullMarked;
