/**
 * Answering: {@link org.estimator4j.serve.Predictor}, one warm session for any number of threads,
 * over a SavedModel of anybody's or over a model of this process.
 */
@NullMarked
package org.estimator4j.serve;

import org.jspecify.annotations.NullMarked;
