/** What several rooms need for messages about names. Internal: not for users. */
@NullMarked
package org.estimator4j.feature.internal;

import org.jspecify.annotations.NullMarked;
