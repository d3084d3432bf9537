package org.estimator4j.checkpoint;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint is whole, but belongs to another model or another version: the message lists the
 * variables that are missing, that nobody asked for, and that have another type or shape.
 */
public final class IncompatibleCheckpointException extends CheckpointException {

  private static final long serialVersionUID = 1L;

  IncompatibleCheckpointException(Path path, String message, @Nullable Throwable cause) {
    super(path, message, cause);
  }
}
