package org.estimator4j.samples;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Arguments of the form {@code --name=value}. */
public final class SampleArgs {

  private final Map<String, String> values;

  private SampleArgs(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads a command line.
   *
   * @param args the arguments
   * @param known the names that the sample understands
   * @return the arguments by name
   * @throws IllegalArgumentException if there is another one; the message lists the known ones
   */
  public static SampleArgs parse(String[] args, Set<String> known) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String arg : args) {
      int equals = arg.indexOf('=');
      String name = arg.startsWith("--") && equals > 0 ? arg.substring(2, equals) : "";
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "unknown argument '" + arg + "'; write --name=value with one of " + known);
      }
      values.put(name, arg.substring(equals + 1));
    }
    return new SampleArgs(values);
  }

  /**
   * A whole number.
   *
   * @param name its name
   * @param defaultValue what it is if it is not given
   * @return the number
   */
  public long number(String name, long defaultValue) {
    String value = values.get(name);
    return value == null ? defaultValue : Long.parseLong(value);
  }

  /**
   * A path.
   *
   * @param name its name
   * @param defaultValue what it is if it is not given
   * @return the path
   */
  public Path path(String name, Path defaultValue) {
    String value = values.get(name);
    return value == null ? defaultValue : Path.of(value);
  }
}
