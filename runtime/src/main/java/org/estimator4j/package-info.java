/**
 * The front door: {@link org.estimator4j.Estimator} trains, evaluates, predicts and verifies what
 * an annotated model describes.
 */
@NullMarked
package org.estimator4j;

import org.jspecify.annotations.NullMarked;
