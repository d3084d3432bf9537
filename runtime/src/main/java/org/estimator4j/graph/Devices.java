package org.estimator4j.graph;

import java.util.LinkedHashMap;
import java.util.Map;

/** Device strings such as {@code /job:ps/task:0/device:CPU:0}, which nest part by part. */
final class Devices {

  private Devices() {}

  /** The outer device with the parts that the inner one names replaced. */
  static String merge(String outer, String inner) {
    if (outer.isEmpty() || inner.isEmpty()) {
      return outer + inner;
    }
    Map<String, String> parts = parts(outer);
    parts.putAll(parts(inner));
    return String.join("", parts.values());
  }

  private static Map<String, String> parts(String device) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : device.substring(1).split("/", -1)) {
      parts.put(part.substring(0, part.indexOf(':')), "/" + part);
    }
    return parts;
  }
}
