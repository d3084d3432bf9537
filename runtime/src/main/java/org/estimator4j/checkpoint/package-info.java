/**
 * Variables on disk, in TensorFlow's bundle format with Python's names: {@link
 * org.estimator4j.checkpoint.CheckpointStore} writes them so that a process that dies at any moment
 * leaves a complete checkpoint behind, {@link org.estimator4j.checkpoint.CheckpointReader} reads
 * ours and Python's, and {@link org.estimator4j.checkpoint.Checkpoints} finds them. Knows nothing
 * of graphs and sessions: values come and go as tensors.
 */
@NullMarked
package org.estimator4j.checkpoint;

import org.jspecify.annotations.NullMarked;
