package org.estimator4j;

/**
 * An export of a run that is still there.
 *
 * @param exporter the exporter's name
 * @param version the name of its directory, a number
 * @param result the evaluation of the model in it
 */
record ExportRecord(String exporter, long version, EvalResult result) {}
