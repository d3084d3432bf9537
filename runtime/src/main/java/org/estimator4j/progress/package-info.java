/**
 * How far a training is: events for programs, and a live line for the people at a terminal.
 *
 * <p>{@link org.estimator4j.progress.TrainingListener} is what a program implements.
 */
@NullMarked
package org.estimator4j.progress;

import org.jspecify.annotations.NullMarked;
