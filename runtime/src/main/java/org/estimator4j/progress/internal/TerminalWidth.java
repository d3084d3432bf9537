package org.estimator4j.progress.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * How wide the terminal of the error stream is. It is asked again now and then, by a thread that
 * nobody waits for: windows change.
 */
final class TerminalWidth implements IntSupplier {

  private static final long NANOS_BETWEEN = TimeUnit.SECONDS.toNanos(3);
  private static final long SECONDS_TO_ANSWER = 2;

  private volatile int width;
  private long askedNanos = System.nanoTime();

  TerminalWidth(int width) {
    this.width = width;
  }

  @Override
  public int getAsInt() {
    long now = System.nanoTime();
    if (now - askedNanos > NANOS_BETWEEN) {
      askedNanos = now;
      Thread asking = new Thread(() -> ask().ifPresent(found -> width = found), "estimator4j-tty");
      asking.setDaemon(true);
      asking.start();
    }
    return width;
  }

  /**
   * Asks {@code stty}: Java does not know.
   *
   * @return the number of characters; empty if that stream is no terminal, or the system has no
   *     such program
   */
  static OptionalInt ask() {
    try {
      Process process =
          new ProcessBuilder("sh", "-c", "stty size <&2 2>/dev/null")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      if (!process.waitFor(SECONDS_TO_ANSWER, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return OptionalInt.empty();
      }
      byte[] answer = process.getInputStream().readAllBytes();
      return parse(new String(answer, StandardCharsets.US_ASCII));
    } catch (IOException e) {
      return OptionalInt.empty(); // Windows
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    }
  }

  /** Of rows and columns; a terminal that knows neither says 0. */
  static OptionalInt parse(String size) {
    String[] numbers = size.strip().split(" ", -1);
    try {
      int columns = numbers.length == 2 ? Integer.parseInt(numbers[1]) : 0;
      return columns > 0 ? OptionalInt.of(columns) : OptionalInt.empty();
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
