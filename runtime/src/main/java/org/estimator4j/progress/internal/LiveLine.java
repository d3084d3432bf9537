package org.estimator4j.progress.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.estimator4j.progress.TrainingEvent;
import org.estimator4j.progress.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line at the bottom of a terminal, written over and over again. The cursor stays at its
 * beginning, so that a line of a log overwrites it.
 */
public final class LiveLine implements TrainingListener {

  private static final Logger LOG = LoggerFactory.getLogger(LiveLine.class);
  private static final String CLEAR = "\u001b[K";

  private final OutputStream terminal;
  private final int width;
  private TrainingEvent.@Nullable Progressed progress;
  private String evaluation = "";
  private String checkpoint = "";
  private String activity = "";

  /**
   * A line.
   *
   * @param terminal where to; stays the caller's
   * @param width how many characters a line has there
   */
  public LiveLine(OutputStream terminal, int width) {
    this.terminal = terminal;
    this.width = width;
  }

  @Override
  public void onEvent(TrainingEvent event) {
    if (event instanceof TrainingEvent.Progressed progressed) {
      progress = progressed;
      activity = "";
    } else if (event instanceof TrainingEvent.EvaluationStarted started) {
      activity = "evaluating" + (started.set().isEmpty() ? "" : " " + started.set());
    } else if (event instanceof TrainingEvent.Evaluated evaluated) {
      evaluation = metric(evaluated.metrics());
      activity = "";
    } else if (event instanceof TrainingEvent.CheckpointSaved saved) {
      checkpoint = "saved " + saved.globalStep();
    } else if (event instanceof TrainingEvent.Ended || event instanceof TrainingEvent.Failed) {
      print(CLEAR);
      return;
    }
    print(CLEAR + cut(text()) + "\r");
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

  private String text() {
    List<String> parts = new ArrayList<>();
    TrainingEvent.Progressed now = progress;
    if (now != null) {
      parts.add("step " + now.globalStep() + (now.lastStep() == null ? "" : "/" + now.lastStep()));
      parts.add("loss " + number(now.loss()));
    }
    parts.add(evaluation);
    if (now != null && !Double.isNaN(now.stepsPerSecond())) {
      parts.add(rate(now.stepsPerSecond()) + " steps/s");
      parts.add(rate(now.examplesPerSecond()) + " ex/s");
    }
    Duration left = now == null ? null : now.timeLeft();
    if (left != null) {
      parts.add(clock(left) + " left");
    }
    parts.add(checkpoint);
    parts.add(activity);
    parts.removeIf(String::isEmpty);
    return String.join(" | ", parts);
  }

  private String cut(String text) {
    return text.length() < width ? text : text.substring(0, Math.max(0, width - 1));
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
