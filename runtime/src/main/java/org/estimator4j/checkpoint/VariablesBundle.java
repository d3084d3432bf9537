package org.estimator4j.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.tensorflow.Tensor;

/** Variables on disk apart from a model directory, as a SavedModel holds them. */
public final class VariablesBundle {

  private VariablesBundle() {}

  /**
   * Writes variables in TensorFlow's bundle format and waits until they are on the device.
   *
   * @param prefix the path that the files share, such as {@code variables/variables}; its directory
   *     exists
   * @param variables the values by name; they stay the caller's
   * @throws CheckpointException if the files cannot be written, for instance because the disk is
   *     full
   */
  public static void write(Path prefix, Map<String, ? extends Tensor> variables) {
    try {
      new BundleWriter(new Disk()).write(prefix, variables, Map.of());
    } catch (IOException e) {
      throw new CheckpointException(prefix, "cannot write variables to " + prefix + ": " + e, e);
    }
  }
}
