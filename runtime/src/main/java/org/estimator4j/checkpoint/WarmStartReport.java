package org.estimator4j.checkpoint;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a warm start did. Immutable.
 *
 * @param source the path of the files that were read
 * @param loaded the variables that were set: name in the source by name in the model
 * @param notLoaded the saved variables of the model that keep their initial values
 * @param unused what the source has and nothing was set to
 */
public record WarmStartReport(
    Path source, Map<String, String> loaded, List<String> notLoaded, List<String> unused) {

  /** Copies the collections. */
  public WarmStartReport {
    loaded = Collections.unmodifiableMap(new LinkedHashMap<>(loaded));
    notLoaded = List.copyOf(notLoaded);
    unused = List.copyOf(unused);
  }
}
