/**
 * The machinery behind the hooks: the session of a mode, and its one step. Internal: not for users.
 */
@NullMarked
package org.estimator4j.session.internal;

import org.jspecify.annotations.NullMarked;
