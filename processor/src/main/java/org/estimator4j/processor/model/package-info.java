/**
 * A model class as the processor sees it: immutable descriptors of the class, its annotated methods
 * and their parameters, free of any compiler's types, and what follows from them alone: which
 * method fills which field in which mode ({@link org.estimator4j.processor.model.Contract}), what a
 * parameter is bound to ({@link org.estimator4j.processor.model.Wiring}), and what a mode reaches
 * ({@link org.estimator4j.processor.model.Flow}).
 */
@NullMarked
package org.estimator4j.processor.model;

import org.jspecify.annotations.NullMarked;
