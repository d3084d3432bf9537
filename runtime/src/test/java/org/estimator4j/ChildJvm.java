package org.estimator4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Programs in JVMs of their own, which start fast. */
final class ChildJvm {

  private static final List<Process> STARTED = new CopyOnWriteArrayList<>();

  private ChildJvm() {}

  /** Starts one; what it prints is appended to the log. */
  static Process start(Class<?> program, Path log, Object... args) throws IOException {
    return start(command(program, args), log);
  }

  /** Starts one in a JVM with an option. */
  static Process startWith(String option, Class<?> program, Path log, Object... args)
      throws IOException {
    List<String> command = command(program, args);
    command.add(1, option);
    return start(command, log);
  }

  /** Starts one that Ctrl-C interrupts, also where this process was started in the background. */
  static Process startInterruptible(Class<?> program, Path log, Object... args) throws IOException {
    List<String> command = command(program, args);
    command.addAll(0, List.of("env", "--default-signal=INT"));
    return start(command, log);
  }

  /** Starts one after a command of the shell that limits what it may use. */
  static Process startLimited(String limit, Class<?> program, Path log, Object... args)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", limit + " && exec \"$@\"", "sh"));
    command.addAll(command(program, args));
    command.add(5, "-XX:-UsePerfData"); // a file of the JVM's own that is larger
    return start(command, log);
  }

  private static Process start(List<String> command, Path log) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    STARTED.add(process);
    return process;
  }

  /** Ends what a test that failed has left running. */
  static void killAll() {
    STARTED.forEach(Process::destroyForcibly);
    STARTED.forEach(process -> process.onExit().join());
    STARTED.clear();
  }

  private static List<String> command(Class<?> program, Object... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-Xshare:auto", "-classpath", System.getProperty("java.class.path")));
    command.add(program.getName());
    for (Object arg : args) {
      command.add(String.valueOf(arg));
    }
    return command;
  }
}
