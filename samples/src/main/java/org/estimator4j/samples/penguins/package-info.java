/**
 * Penguins: a file of comma-separated values with texts and missing values, made numbers inside of
 * the model; and the same rows through a record file.
 */
@NullMarked
package org.estimator4j.samples.penguins;

import org.jspecify.annotations.NullMarked;
