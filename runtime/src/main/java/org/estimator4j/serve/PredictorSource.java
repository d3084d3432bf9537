package org.estimator4j.serve;

import org.estimator4j.tensorflow.PreparedRun;

/** Where a {@link Predictor} runs: a session whose variables have their values. Internal. */
public interface PredictorSource extends AutoCloseable {

  /**
   * Where the model is from, for messages.
   *
   * @return such as a path
   */
  String describe();

  /**
   * What it takes and gives.
   *
   * @return the signature
   */
  ModelSignature signature();

  /**
   * Prepares a run for one thread at a time. Never called by two threads at once.
   *
   * @return a run that takes the inputs, each as the tensors of its kind, and gives the outputs of
   *     the signature, in their order
   */
  PreparedRun prepare();

  /** Frees session and graph. */
  @Override
  void close();
}
