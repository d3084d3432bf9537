/** Handwritten digits: a small convolutional network, annotated, trained, evaluated and asked. */
@NullMarked
package org.estimator4j.samples.digits;

import org.jspecify.annotations.NullMarked;
