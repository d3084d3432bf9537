package org.estimator4j.processor.diagnostic;

/**
 * Where in the user's sources something stands. Only the front end that made a place can look into
 * it; the stages between hand it on.
 */
public interface Place {}
