package org.estimator4j.checkpoint;

import java.nio.file.Path;

/**
 * A checkpoint on disk, by its name. It may have been deleted since.
 *
 * @param prefix the path that its files share, such as {@code model/model.ckpt-200}; the files are
 *     {@code prefix.index} and {@code prefix.data-00000-of-00001}
 * @param step the global step at which it was saved
 */
public record Checkpoint(Path prefix, long step) {

  /**
   * The name within its directory.
   *
   * @return such as {@code model.ckpt-200}
   */
  public String name() {
    return String.valueOf(prefix.getFileName());
  }

  @Override
  public String toString() {
    return prefix.toString();
  }
}
