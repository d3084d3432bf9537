/**
 * What a factory will do, for each mode an ordered list of calls, with every name chosen: {@link
 * org.estimator4j.processor.plan.Planner} makes it out of a model that keeps to the contract. Says
 * nothing of how it looks in Java.
 */
@NullMarked
package org.estimator4j.processor.plan;

import org.jspecify.annotations.NullMarked;
