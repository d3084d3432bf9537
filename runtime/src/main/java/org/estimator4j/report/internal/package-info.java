/**
 * What is left of a training for people to read, {@code report.html}, and the same facts for
 * programs, {@code run.json}. Both are written into the model directory; the report is one file,
 * needs no network and runs no script.
 */
@NullMarked
package org.estimator4j.report.internal;

import org.jspecify.annotations.NullMarked;
