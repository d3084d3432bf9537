package org.estimator4j.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content of the file {@code checkpoint}: Python's {@code CheckpointState} in protobuf's text
 * format.
 *
 * <pre>
 * model_checkpoint_path: "model.ckpt-200"
 * all_model_checkpoint_paths: "model.ckpt-100"
 * all_model_checkpoint_paths: "model.ckpt-200"
 * all_model_checkpoint_timestamps: 1767225600.000
 * all_model_checkpoint_timestamps: 1767229200.000
 * </pre>
 *
 * @param oldestFirst the checkpoints, the newest last
 */
record StateFile(List<Entry> oldestFirst) {

  /**
   * A listed checkpoint.
   *
   * @param path relative to the directory of the state file, or absolute
   * @param savedAt seconds since 1970; {@link Double#NaN} if the file does not say
   */
  record Entry(String path, double savedAt) {}

  private static final String NEWEST = "model_checkpoint_path";
  private static final String ALL = "all_model_checkpoint_paths";
  private static final String TIMES = "all_model_checkpoint_timestamps";

  private static final Pattern FIELD =
      Pattern.compile(
          "\\s*(?:#[^\\n]*\\n\\s*)*(\\w+)\\s*:\\s*"
              + "(\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)*'|[-+.\\w]+)\\s*[;,]?");

  StateFile {
    oldestFirst = List.copyOf(oldestFirst);
  }

  String format() {
    StringBuilder text = new StringBuilder();
    if (!oldestFirst.isEmpty()) {
      String newest = oldestFirst.get(oldestFirst.size() - 1).path();
      text.append(NEWEST).append(": ").append(quote(newest)).append('\n');
    }
    for (Entry entry : oldestFirst) {
      text.append(ALL).append(": ").append(quote(entry.path())).append('\n');
    }
    // One for each path or none at all, as Python checks.
    if (oldestFirst.stream().noneMatch(entry -> Double.isNaN(entry.savedAt()))) {
      for (Entry entry : oldestFirst) {
        String seconds = String.format(Locale.ROOT, "%.3f", entry.savedAt());
        text.append(TIMES).append(": ").append(seconds).append('\n');
      }
    }
    return text.toString();
  }

  /**
   * Reads the file.
   *
   * @throws IOException if it is no such text, or names no checkpoint
   */
  static StateFile parse(String text) throws IOException {
    String newest = null;
    List<String> paths = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    Matcher field = FIELD.matcher(text);
    int end = 0;
    while (field.find() && field.start() == end) {
      end = field.end();
      switch (field.group(1)) {
        case NEWEST -> newest = unquote(field.group(2));
        case ALL -> paths.add(unquote(field.group(2)));
        case TIMES -> times.add(number(field.group(2)));
        default -> {
          // A field of a later version.
        }
      }
    }
    if (!text.substring(end).isBlank()) {
      throw new IOException("what begins at character " + end + " is no field");
    }
    if (newest == null || newest.isEmpty()) {
      throw new IOException("it does not name the newest checkpoint");
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      double time = times.size() == paths.size() ? times.get(i) : Double.NaN;
      if (!paths.get(i).equals(newest)) {
        entries.add(new Entry(paths.get(i), time));
      }
    }
    // The newest is last, whether it was listed there, elsewhere, or not at all.
    int listed = paths.lastIndexOf(newest);
    boolean timed = listed >= 0 && times.size() == paths.size();
    entries.add(new Entry(newest, timed ? times.get(listed) : Double.NaN));
    return new StateFile(entries);
  }

  private static double number(String text) throws IOException {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IOException("'" + text + "' is no time", e);
    }
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
      if (value == '"' || value == '\\') {
        quoted.append('\\').append((char) value);
      } else if (value >= ' ' && value < 0x7f) {
        quoted.append((char) value);
      } else {
        quoted.append(String.format(Locale.ROOT, "\\%03o", value & 0xff));
      }
    }
    return quoted.append('"').toString();
  }

  private static String unquote(String quoted) throws IOException {
    if (quoted.charAt(0) != '"' && quoted.charAt(0) != '\'') {
      throw new IOException("'" + quoted + "' should be a quoted path");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String text = quoted.substring(1, quoted.length() - 1);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
        continue;
      }
      char escaped = text.charAt(++i);
      if (escaped >= '0' && escaped <= '7') {
        int digits = 1;
        while (digits < 3 && i + digits < text.length() && isOctal(text.charAt(i + digits))) {
          digits++;
        }
        bytes.write(Integer.parseInt(text.substring(i, i + digits), 8));
        i += digits - 1;
      } else {
        bytes.write(
            switch (escaped) {
              case 'n' -> '\n';
              case 't' -> '\t';
              case 'r' -> '\r';
              default -> escaped;
            });
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static boolean isOctal(char c) {
    return c >= '0' && c <= '7';
  }
}
