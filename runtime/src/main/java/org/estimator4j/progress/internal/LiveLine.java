package org.estimator4j.progress.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import org.estimator4j.progress.TrainingEvent;
import org.estimator4j.progress.TrainingListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line at the bottom of a terminal, written over and over again. The cursor waits in an empty
 * line above it, where the log can write; the next time the line is shown below that.
 */
public final class LiveLine implements TrainingListener {

  private static final Logger LOG = LoggerFactory.getLogger(LiveLine.class);
  private static final String CLEAR = "\u001b[K";
  private static final String DOWN = "\r\n";
  private static final String UP = "\u001b[A";

  /** A line that is too long, as after a change of the window, is cut by the terminal. */
  private static final String NO_WRAP = "\u001b[?7l";

  private static final String WRAP = "\u001b[?7h";

  private final OutputStream terminal;
  private final IntSupplier width;
  private String evaluation = "";
  private String checkpoint = "";

  /**
   * A line.
   *
   * @param terminal where to; stays the caller's
   * @param width how many characters a line has there now
   */
  public LiveLine(OutputStream terminal, IntSupplier width) {
    this.terminal = terminal;
    this.width = width;
  }

  /** All of it only while steps are done: around evaluations and exports the log writes, too. */
  @Override
  public void onEvent(TrainingEvent event) {
    if (event instanceof TrainingEvent.Progressed progressed) {
      show(text(progressed, width.getAsInt()));
    } else if (event instanceof TrainingEvent.EvaluationStarted started) {
      String set = started.set().isEmpty() ? "" : " " + started.set();
      show(cut("step " + started.globalStep() + " | evaluating" + set, width.getAsInt()));
    } else {
      if (event instanceof TrainingEvent.Evaluated evaluated) {
        evaluation = metric(evaluated.metrics());
      } else if (event instanceof TrainingEvent.CheckpointSaved saved) {
        checkpoint = "saved " + saved.globalStep();
      }
      print(CLEAR + DOWN + CLEAR + UP);
    }
  }

  private void show(String text) {
    print(CLEAR + DOWN + NO_WRAP + text + CLEAR + WRAP + "\r" + UP);
  }

  /** Of several metrics the first beside the loss: there is one line. */
  private static String metric(Map<String, Double> metrics) {
    String last = "";
    for (Map.Entry<String, Double> each : metrics.entrySet()) {
      last = each.getKey() + " " + number(each.getValue());
      if (!each.getKey().equals("loss")) {
        return last;
      }
    }
    return last.isEmpty() ? "" : "eval " + last;
  }

  /** What stands on the line, from left to right; where there is no room the last ranks go. */
  private record Part(String text, int rank) {}

  private String text(TrainingEvent.Progressed now, int columns) {
    List<Part> parts = new ArrayList<>();
    String end = now.lastStep() == null ? "" : "/" + now.lastStep();
    parts.add(new Part("step " + now.globalStep() + end, 0));
    parts.add(new Part("loss " + number(now.loss()), 1));
    parts.add(new Part(evaluation, 3));
    if (!Double.isNaN(now.stepsPerSecond())) {
      parts.add(new Part(rate(now.stepsPerSecond()) + " steps/s", 4));
      parts.add(new Part(rate(now.examplesPerSecond()) + " ex/s", 6));
    }
    Duration left = now.timeLeft();
    if (left != null) {
      parts.add(new Part(clock(left) + " left", 2));
    }
    parts.add(new Part(checkpoint, 5));
    parts.removeIf(each -> each.text.isEmpty());
    while (parts.size() > 1 && joined(parts).length() >= columns) {
      parts.remove(Collections.max(parts, Comparator.comparingInt(Part::rank)));
    }
    return cut(joined(parts), columns);
  }

  private static String cut(String text, int columns) {
    return text.substring(0, Math.min(text.length(), Math.max(0, columns - 1)));
  }

  private static String joined(List<Part> parts) {
    return String.join(" | ", parts.stream().map(Part::text).toList());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  private static String rate(double value) {
    return value >= 10_000
        ? String.format(Locale.ROOT, "%.1fk", value / 1000)
        : String.format(Locale.ROOT, value >= 100 ? "%.0f" : "%.1f", value);
  }

  private static String clock(Duration time) {
    return String.format(
        Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }

  private void print(String text) {
    try {
      terminal.write(text.getBytes(StandardCharsets.UTF_8));
      terminal.flush();
    } catch (IOException e) {
      LOG.debug("the terminal is gone", e);
    }
  }
}
