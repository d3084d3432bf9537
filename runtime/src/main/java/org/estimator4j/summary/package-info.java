/** What TensorBoard reads: summaries of a graph, and the files that events go to. */
@NullMarked
package org.estimator4j.summary;

import org.jspecify.annotations.NullMarked;
