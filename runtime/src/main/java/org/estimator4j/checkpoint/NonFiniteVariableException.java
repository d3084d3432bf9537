package org.estimator4j.checkpoint;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A variable held NaN or an infinity when it should have been saved. Nothing was written; the
 * checkpoints from before are untouched.
 */
public final class NonFiniteVariableException extends CheckpointException {

  private static final long serialVersionUID = 1L;

  NonFiniteVariableException(Path path, String message, @Nullable Throwable cause) {
    super(path, message, cause);
  }
}
