/**
 * What the processor has to say: the catalogue of problems ({@link
 * org.estimator4j.processor.diagnostic.Problem}), one reported problem ({@link
 * org.estimator4j.processor.diagnostic.Diagnostic}) and where it is ({@link
 * org.estimator4j.processor.diagnostic.Place}). Knows nothing of models or compilers.
 */
@NullMarked
package org.estimator4j.processor.diagnostic;

import org.jspecify.annotations.NullMarked;
