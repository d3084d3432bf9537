package org.estimator4j.progress.internal;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Optional;
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
    return isLive(display, System.getenv(), isThere())
        ? Optional.of(
            new LiveLine(new FileOutputStream(FileDescriptor.err), width(System.getenv())))
        : Optional.empty();
  }

  static boolean isLive(ProgressDisplay display, Map<String, String> environment, boolean there) {
    boolean automated = environment.containsKey("CI");
    boolean dumb = "dumb".equals(environment.get("TERM"));
    return switch (display) {
      case LIVE -> true;
      case LINES, QUIET -> false;
      case AUTO -> there && !automated && !dumb;
    };
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
