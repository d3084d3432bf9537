package org.estimator4j.progress.internal;

import java.io.Console;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.estimator4j.config.ProgressDisplay;
import org.estimator4j.progress.TrainingListener;

/** The terminal that a process runs at, if it does. */
public final class Terminal {

  private static final int DEFAULT_WIDTH = 80;

  private Terminal() {}

  /**
   * The line that shows progress, if it is to be shown so.
   *
   * @param display what the settings say
   * @return the line; empty where plain lines or nothing are wanted, or where there is no terminal
   */
  public static Optional<TrainingListener> line(ProgressDisplay display) {
    Map<String, String> environment = System.getenv();
    if (!isLive(display, environment, isThere())) {
      return Optional.empty();
    }
    OptionalInt asked = TerminalWidth.ask();
    if (asked.isEmpty() && display == ProgressDisplay.AUTO && hasShell()) {
      return Optional.empty(); // the error stream goes to a file
    }
    TerminalWidth width = new TerminalWidth(asked.orElse(width(environment)));
    return Optional.of(new LiveLine(new FileOutputStream(FileDescriptor.err), width));
  }

  private static boolean hasShell() {
    return File.separatorChar == '/';
  }

  static boolean isLive(ProgressDisplay display, Map<String, String> environment, boolean there) {
    return switch (display) {
      case LIVE -> true;
      case LINES, QUIET -> false;
      case AUTO -> there && !isAutomated(environment) && movesTheCursor(environment);
    };
  }

  private static boolean isAutomated(Map<String, String> environment) {
    return !List.of("", "0", "false").contains(environment.getOrDefault("CI", ""));
  }

  /** On Windows only newer terminals do, which say so. */
  private static boolean movesTheCursor(Map<String, String> environment) {
    String kind = environment.getOrDefault("TERM", "");
    return !List.of("", "dumb").contains(kind) || environment.containsKey("WT_SESSION");
  }

  static int width(Map<String, String> environment) {
    try {
      return Math.max(20, Integer.parseInt(environment.getOrDefault("COLUMNS", "")));
    } catch (NumberFormatException e) {
      return DEFAULT_WIDTH;
    }
  }

  /** From JDK 22 on there is a console without a terminal, too, and a method that tells. */
  @SuppressWarnings("SystemConsoleNull") // what that warns of is asked next
  private static boolean isThere() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
