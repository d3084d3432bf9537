/** The front door: what a program calls to train, evaluate and use a model. */
@NullMarked
package org.estimator4j;

import org.jspecify.annotations.NullMarked;
