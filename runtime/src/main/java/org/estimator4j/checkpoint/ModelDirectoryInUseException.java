package org.estimator4j.checkpoint;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Another writer has the model directory: a second process, or a second one in this JVM. */
public final class ModelDirectoryInUseException extends CheckpointException {

  private static final long serialVersionUID = 1L;

  ModelDirectoryInUseException(Path path, String message, @Nullable Throwable cause) {
    super(path, message, cause);
  }
}
