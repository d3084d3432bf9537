package org.estimator4j.checkpoint;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A checkpoint could not be written or read; the message names the file and what to do. */
public class CheckpointException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Path path;

  CheckpointException(Path path, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.path = path;
  }

  /**
   * The file, prefix or directory concerned.
   *
   * @return its path
   */
  public final Path path() {
    return path;
  }
}
