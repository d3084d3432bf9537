/** First values of variables, the same in every run with the same seed. */
@NullMarked
package org.estimator4j.nn.initializer;

import org.jspecify.annotations.NullMarked;
