package org.estimator4j.hook;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tensorflow.proto.NodeExecStats;

/**
 * An operation in a trace. Its type and inputs are in TensorFlow's label only, {@code name =
 * Type(input, input)}, which may be missing.
 *
 * @param start microseconds since the epoch
 * @param end microseconds since the epoch
 */
record TracedNode(String name, String op, List<String> inputs, long start, long end) {

  private static final Pattern LABEL = Pattern.compile("(\\S+) = ([^\\s(]+)\\(([^)]*)\\)");

  static TracedNode of(NodeExecStats stats) {
    Matcher label = LABEL.matcher(stats.getTimelineLabel());
    boolean found = label.find();
    List<String> inputs =
        found && !label.group(3).isBlank()
            ? Arrays.stream(label.group(3).split(",", -1)).map(String::strip).toList()
            : List.of();
    String name = stats.getNodeName();
    long start = stats.getAllStartMicros();
    return new TracedNode(
        name, found ? label.group(2) : name, inputs, start, start + stats.getAllEndRelMicros());
  }

  /** The operation that makes a tensor, as {@code op}, {@code op:1} or {@code ^op}. */
  static String producer(String input) {
    String op = input.startsWith("^") ? input.substring(1) : input;
    int colon = op.indexOf(':');
    return colon < 0 ? op : op.substring(0, colon);
  }
}
