/**
 * From the compiler's elements to descriptors: {@link org.estimator4j.processor.read.ModelReader}
 * for a class, {@link org.estimator4j.processor.read.JavacTypeSystem} for questions about types.
 * The only stage that looks at {@code javax.lang.model}; it judges nothing.
 */
@NullMarked
package org.estimator4j.processor.read;

import org.jspecify.annotations.NullMarked;
