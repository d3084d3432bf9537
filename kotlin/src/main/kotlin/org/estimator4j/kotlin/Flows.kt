package org.estimator4j.kotlin

import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import org.estimator4j.Estimator
import org.estimator4j.Prediction
import org.estimator4j.input.Input

/**
 * The predictions for rows as a cold flow: each collection asks the model anew, computes batches as
 * they are collected, and closes everything at the end, when it is cancelled, and when it fails.
 *
 * Batches are computed in the thread of the collector; `flowOn(Dispatchers.Default)` moves them. As
 * the estimator is for one thread at a time, collect one flow of it at a time.
 *
 * Needs `kotlinx-coroutines-core`, which this module does not bring along.
 *
 * @param input rows; labels are ignored
 * @param configure which predictions, of which checkpoint, with which hooks
 * @sample org.estimator4j.kotlin.samples.flowSample
 */
public fun Estimator.predictionFlow(
  input: Input,
  configure: PredictScope.() -> Unit = {},
): Flow<Prediction> = flow {
  predict(input, predictOptions(configure)).use { predictions ->
    for (prediction in predictions) emit(prediction)
  }
}
