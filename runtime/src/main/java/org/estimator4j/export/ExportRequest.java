package org.estimator4j.export;

import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.estimator4j.annotation.Mode;

/**
 * What to export, and where to.
 *
 * @param base the directory in which the model's own directory is made
 * @param receivers the modes to export, each with how it is fed
 * @param assetsExtra files that are only carried along, by their path under {@code assets.extra}
 * @param fullGraph whether operations stay that no signature needs
 * @param asText whether the graph is written as text, for people to read
 */
public record ExportRequest(
    Path base,
    Map<Mode, ServingInputReceiverFn> receivers,
    Map<String, Path> assetsExtra,
    boolean fullGraph,
    boolean asText) {

  /** Copies the maps. */
  public ExportRequest {
    if (receivers.isEmpty()) {
      throw new IllegalArgumentException("no mode to export");
    }
    receivers = Collections.unmodifiableMap(new EnumMap<>(receivers));
    assetsExtra = Collections.unmodifiableMap(new LinkedHashMap<>(assetsExtra));
  }
}
