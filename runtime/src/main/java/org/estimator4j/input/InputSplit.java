package org.estimator4j.input;

/**
 * Rows divided into two parts without a common row.
 *
 * @param train the rows to learn from
 * @param test the rows held out
 */
public record InputSplit(Rows train, Rows test) {}
