/**
 * Models on disk: SavedModels with signatures, and what a served model is fed with ({@link
 * org.estimator4j.export.ServingInputReceiver}).
 */
@NullMarked
package org.estimator4j.export;

import org.jspecify.annotations.NullMarked;
