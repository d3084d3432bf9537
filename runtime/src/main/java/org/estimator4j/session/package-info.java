/**
 * Running steps: hooks and what they see ({@link org.estimator4j.session.SessionRunHook}), how a
 * session is made ready ({@link org.estimator4j.session.Scaffold}), and the loop's one step.
 */
@NullMarked
package org.estimator4j.session;

import org.jspecify.annotations.NullMarked;
