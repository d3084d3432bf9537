package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Runs the Python that the interoperability tests are given. */
final class Python {

  private Python() {}

  /** Runs the interpreter and gives what it printed. */
  static String run(Object... arguments) throws IOException, InterruptedException {
    String python =
        Objects.requireNonNull(
            System.getProperty("estimator4j.python"),
            "-Dpython=… names a Python with TensorFlow 2.15");
    List<String> command = new ArrayList<>(List.of(python));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }

  /** Runs a command of our script. */
  static String script(String command, Object... arguments)
      throws IOException, InterruptedException {
    List<Object> line = new ArrayList<>(List.of("src/test/python/interop.py", command));
    line.addAll(List.of(arguments));
    return run(line.toArray());
  }

  static String savedModelCli(Object... arguments) throws IOException, InterruptedException {
    List<Object> line = new ArrayList<>(List.of("-m", "tensorflow.python.tools.saved_model_cli"));
    line.addAll(List.of(arguments));
    return run(line.toArray());
  }
}
