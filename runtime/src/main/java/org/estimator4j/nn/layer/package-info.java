/**
 * Layers: each adds the nodes of one, and its variables under the names that Python's {@code
 * tf.compat.v1.layers} gives them, to a {@link org.estimator4j.graph.ModelGraph}.
 */
@NullMarked
package org.estimator4j.nn.layer;

import org.jspecify.annotations.NullMarked;
