/**
 * Batches for a model. An {@link org.estimator4j.input.Input} is an immutable recipe (where rows
 * come from, how they are shuffled, repeated and batched); opening it gives an {@link
 * org.estimator4j.input.InputCursor} that hands out {@link org.estimator4j.input.Batch}es and can
 * be placed at any position, so that a run that was killed continues with the very batches that it
 * would have seen.
 */
@NullMarked
package org.estimator4j.input;

import org.jspecify.annotations.NullMarked;
