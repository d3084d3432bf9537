package org.estimator4j.checkpoint;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file of a checkpoint is missing, cut off or changed: a checksum, a size or a mark is wrong.
 * Other checkpoints of the directory may be whole; see {@link Checkpoints#restoreNewestUsable}.
 */
public final class DamagedCheckpointException extends CheckpointException {

  private static final long serialVersionUID = 1L;

  DamagedCheckpointException(Path path, String message, @Nullable Throwable cause) {
    super(path, message, cause);
  }
}
