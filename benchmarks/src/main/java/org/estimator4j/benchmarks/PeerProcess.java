package org.estimator4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A process of another system that answers each line with a number. */
final class PeerProcess implements AutoCloseable {

  private final Process process;
  private final Writer questions;
  private final BufferedReader answers;
  private final String name;

  private PeerProcess(Process process) throws IOException {
    this.process = process;
    this.questions = process.outputWriter(StandardCharsets.UTF_8);
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.name = line();
  }

  static PeerProcess start(List<String> command) {
    try {
      return new PeerProcess(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    } catch (IOException e) {
      throw new UncheckedIOException(String.join(" ", command), e);
    }
  }

  /** What it calls itself, in its first line. */
  String name() {
    return name;
  }

  double measure(String what) {
    try {
      questions.write(what + "\n");
      questions.flush();
      return Double.parseDouble(line());
    } catch (IOException e) {
      throw new UncheckedIOException(what, e);
    }
  }

  private String line() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the other process ended; try its command by hand");
    }
    return line;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
