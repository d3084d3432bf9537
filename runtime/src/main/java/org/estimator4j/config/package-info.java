/** Settings: how a run is carried out, and the hyperparameters that a model reads. */
@NullMarked
package org.estimator4j.config;

import org.jspecify.annotations.NullMarked;
