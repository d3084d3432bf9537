package org.estimator4j.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Programs of this JDK, in a process of their own. */
final class Javac {

  /**
   * What a program said.
   *
   * @param code how it ended
   * @param text what it printed
   */
  record Answer(int code, String text) {}

  private Javac() {}

  /** The class path of the tests, jar by jar. */
  static List<String> classPath() {
    return Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator, -1));
  }

  /** The jars on it whose names contain one of these. */
  static String jars(List<String> names) {
    return classPath().stream()
        .filter(jar -> names.stream().anyMatch(new File(jar).getName()::contains))
        .collect(Collectors.joining(File.pathSeparator));
  }

  static String path(Object... entries) {
    return Arrays.stream(entries)
        .map(String::valueOf)
        .collect(Collectors.joining(File.pathSeparator));
  }

  static Path write(Path folder, String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  static Answer javac(Object... arguments) throws IOException, InterruptedException {
    return run("javac", arguments);
  }

  static Answer run(String program, Object... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", program).toString());
    Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // A JVM says that it has picked one up.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(program + " does not end:\n" + text);
    }
    return new Answer(process.exitValue(), text);
  }
}
