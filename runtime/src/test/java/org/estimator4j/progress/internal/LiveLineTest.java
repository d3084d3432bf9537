package org.estimator4j.progress.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.estimator4j.config.ProgressDisplay;
import org.estimator4j.progress.TrainingEvent;
import org.junit.jupiter.api.Test;

/** What stands on the line, and where there is one. */
class LiveLineTest {

  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

  private String shown(LiveLine line, TrainingEvent event) {
    terminal.reset();
    line.onEvent(event);
    return terminal.toString(StandardCharsets.UTF_8);
  }

  private static TrainingEvent progressed(double stepsPerSecond) {
    return new TrainingEvent.Progressed(
        1200,
        5000L,
        0.123456,
        stepsPerSecond,
        stepsPerSecond * 64,
        Double.isNaN(stepsPerSecond) ? null : Duration.ofSeconds(3661));
  }

  @Test
  void everythingOnOneLine() {
    LiveLine line = new LiveLine(terminal, 200);
    assertEquals("\u001b[Kstep 1200/5000 | loss 0.1235\r", shown(line, progressed(Double.NaN)));
    shown(line, new TrainingEvent.CheckpointSaved(1000, Path.of("model/model.ckpt-1000")));
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("loss", 0.2);
    metrics.put("accuracy", 0.91);
    metrics.put("recall", 0.5);
    assertTrue(
        shown(line, new TrainingEvent.EvaluationStarted(1000, "validation"))
            .contains(" | evaluating validation\r"));
    shown(line, new TrainingEvent.Evaluated(1000, "validation", metrics));
    assertEquals(
        "\u001b[Kstep 1200/5000 | loss 0.1235 | accuracy 0.9100 | 312 steps/s | 20.0k ex/s |"
            + " 1:01:01 left | saved 1000\r",
        shown(line, progressed(312)));
    assertEquals("\u001b[K", shown(line, new TrainingEvent.Ended(1200)));
  }

  @Test
  void aModelWithoutMetricsShowsItsLoss() {
    LiveLine line = new LiveLine(terminal, 200);
    assertTrue(
        shown(line, new TrainingEvent.Evaluated(1000, "", Map.of("loss", 0.2)))
            .contains("eval loss 0.2000"));
  }

  @Test
  void aLineIsNeverLongerThanTheTerminal() {
    String text = shown(new LiveLine(terminal, 30), progressed(312));
    assertEquals(29, text.replace("\u001b[K", "").replace("\r", "").length(), text);
  }

  @Test
  void whereThereIsALine() {
    Map<String, String> shell = Map.of("TERM", "xterm");
    assertTrue(Terminal.isLive(ProgressDisplay.AUTO, shell, true));
    assertFalse(Terminal.isLive(ProgressDisplay.AUTO, shell, false), "a pipe");
    assertFalse(Terminal.isLive(ProgressDisplay.AUTO, Map.of("CI", "true"), true));
    assertFalse(Terminal.isLive(ProgressDisplay.AUTO, Map.of("TERM", "dumb"), true));
    assertTrue(Terminal.isLive(ProgressDisplay.LIVE, Map.of("CI", "true"), false));
    assertFalse(Terminal.isLive(ProgressDisplay.LINES, shell, true));
    assertFalse(Terminal.isLive(ProgressDisplay.QUIET, shell, true));
    assertEquals(120, Terminal.width(Map.of("COLUMNS", "120")));
    assertEquals(80, Terminal.width(Map.of()));
  }
}
