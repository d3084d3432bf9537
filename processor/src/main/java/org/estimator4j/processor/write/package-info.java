/**
 * From a plan to Java: {@link org.estimator4j.processor.write.FactoryWriter} writes the factory,
 * {@link org.estimator4j.processor.write.BrokenFactory} one that stands in for a model with errors.
 * Decides nothing but how it looks.
 */
@NullMarked
package org.estimator4j.processor.write;

import org.jspecify.annotations.NullMarked;
