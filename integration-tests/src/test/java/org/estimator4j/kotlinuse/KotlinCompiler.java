package org.estimator4j.kotlinuse;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;

/** The Kotlin compiler in this process, with warnings as errors. */
final class KotlinCompiler {

  private static final Pattern MESSAGE =
      Pattern.compile("(?:file://)?(\\S+?\\.kts?):(\\d+):\\d+: (error|warning): (.*)");

  /**
   * What the compiler said of a line.
   *
   * @param file the name of the file
   * @param line the line, from 1
   * @param text the message
   */
  record Message(String file, int line, String text) {}

  private final boolean optional;

  private KotlinCompiler(boolean optional) {
    this.optional = optional;
  }

  /** For those who have what estimator4j-kotlin brings along. */
  static KotlinCompiler plain() {
    return new KotlinCompiler(false);
  }

  /** For those who have its optional dependencies as well. */
  static KotlinCompiler withOptional() {
    return new KotlinCompiler(true);
  }

  /** What users have: the published jars and what they bring along. */
  private static String classPath(boolean optional) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(
            entry ->
                !entry.contains("kotlin-compiler")
                    && (optional || !entry.contains("kotlinx-coroutines"))
                    && !entry.contains("abi-tools"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The messages about the sources, in the order of files and lines. */
  List<Message> compile(Path output, List<Path> sources) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-d",
                output.toString(),
                "-classpath",
                classPath(optional),
                "-jvm-target",
                "17",
                "-no-stdlib",
                "-no-reflect",
                "-Werror"));
    sources.forEach(source -> arguments.add(source.toString()));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      new K2JVMCompiler().exec(stream, arguments.toArray(String[]::new));
    }
    String text = printed.toString(StandardCharsets.UTF_8);
    List<Message> messages = new ArrayList<>();
    text.lines()
        .forEach(
            line -> {
              var found = MESSAGE.matcher(line);
              if (found.matches()) {
                messages.add(
                    new Message(
                        Path.of(found.group(1)).getFileName().toString(),
                        Integer.parseInt(found.group(2)),
                        found.group(4)));
              } else if (line.startsWith("error: ") && !line.contains("-Werror")) {
                throw new AssertionError(text);
              }
            });
    return messages;
  }
}
