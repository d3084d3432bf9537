/** The annotation processor's entry; its stages are the packages below. */
@NullMarked
package org.estimator4j.processor;

import org.jspecify.annotations.NullMarked;
