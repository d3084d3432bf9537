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
import java.util.OptionalInt;
import org.estimator4j.config.ProgressDisplay;
import org.estimator4j.progress.TrainingEvent;
import org.junit.jupiter.api.Test;

/** What stands on the line, and where there is one. */
class LiveLineTest {

  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

  private String written(LiveLine line, TrainingEvent event) {
    terminal.reset();
    line.onEvent(event);
    return terminal.toString(StandardCharsets.UTF_8);
  }

  /** What an event shows, without what moves the cursor; which is always the same. */
  private String shown(LiveLine line, TrainingEvent event) {
    String text = written(line, event);
    String before = "\u001b[K\r\n\u001b[?7l";
    String after = "\u001b[K\u001b[?7h\r\u001b[A";
    assertTrue(text.startsWith(before) && text.endsWith(after), text);
    return text.substring(before.length(), text.length() - after.length());
  }

  private void assertCleared(LiveLine line, TrainingEvent event) {
    assertEquals("\u001b[K\r\n\u001b[K\u001b[A", written(line, event));
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
    LiveLine line = new LiveLine(terminal, () -> 200);
    assertEquals("step 1200/5000 | loss 0.1235", shown(line, progressed(Double.NaN)));
    assertCleared(line, new TrainingEvent.CheckpointSaved(1000, Path.of("model/model.ckpt-1000")));
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("loss", 0.2);
    metrics.put("accuracy", 0.91);
    metrics.put("recall", 0.5);
    assertEquals(
        "step 1000 | evaluating validation",
        shown(line, new TrainingEvent.EvaluationStarted(1000, "validation")));
    assertCleared(line, new TrainingEvent.Evaluated(1000, "validation", metrics));
    assertEquals(
        "step 1200/5000 | loss 0.1235 | accuracy 0.9100 | 312 steps/s | 20.0k ex/s |"
            + " 1:01:01 left | saved 1000",
        shown(line, progressed(312)));
    assertCleared(line, new TrainingEvent.Ended(1200));
  }

  @Test
  void aModelWithoutMetricsShowsItsLoss() {
    LiveLine line = new LiveLine(terminal, () -> 200);
    assertCleared(line, new TrainingEvent.Evaluated(1000, "", Map.of("loss", 0.2)));
    assertEquals(
        "step 1200/5000 | loss 0.1235 | eval loss 0.2000", shown(line, progressed(Double.NaN)));
  }

  @Test
  void whereThereIsNoRoomWhatMattersLeastGoes() {
    int[] columns = {200};
    LiveLine line = new LiveLine(terminal, () -> columns[0]);
    assertCleared(line, new TrainingEvent.CheckpointSaved(1000, Path.of("model/model.ckpt-1000")));
    assertCleared(line, new TrainingEvent.Evaluated(1000, "", Map.of("accuracy", 0.91)));
    columns[0] = 80;
    assertEquals(
        "step 1200/5000 | loss 0.1235 | accuracy 0.9100 | 312 steps/s | 1:01:01 left",
        shown(line, progressed(312)));
    columns[0] = 60;
    assertEquals("step 1200/5000 | loss 0.1235 | 1:01:01 left", shown(line, progressed(312)));
    columns[0] = 40;
    assertEquals("step 1200/5000 | loss 0.1235", shown(line, progressed(312)));
    columns[0] = 10;
    assertEquals("step 1200", shown(line, progressed(312)));
  }

  @Test
  void theSizeOfATerminal() {
    assertEquals(OptionalInt.of(132), TerminalWidth.parse("40 132\n"));
    assertEquals(OptionalInt.empty(), TerminalWidth.parse("0 0\n"), "one that does not know");
    assertEquals(OptionalInt.empty(), TerminalWidth.parse(""), "none");
    assertEquals(OptionalInt.empty(), TerminalWidth.parse("40 wide"));
  }

  @Test
  void whereThereIsALine() {
    Map<String, String> shell = Map.of("TERM", "xterm");
    assertTrue(Terminal.isLive(ProgressDisplay.AUTO, shell, true));
    assertFalse(Terminal.isLive(ProgressDisplay.AUTO, shell, false), "a pipe");
    Map<String, String> ci = Map.of("TERM", "xterm", "CI", "true");
    assertFalse(Terminal.isLive(ProgressDisplay.AUTO, ci, true));
    assertTrue(Terminal.isLive(ProgressDisplay.AUTO, Map.of("TERM", "xterm", "CI", "false"), true));
    assertFalse(Terminal.isLive(ProgressDisplay.AUTO, Map.of(), true), "an old console");
    assertTrue(Terminal.isLive(ProgressDisplay.AUTO, Map.of("WT_SESSION", "1"), true));
    assertFalse(Terminal.isLive(ProgressDisplay.AUTO, Map.of("TERM", "dumb"), true));
    assertTrue(Terminal.isLive(ProgressDisplay.LIVE, Map.of("CI", "true"), false));
    assertFalse(Terminal.isLive(ProgressDisplay.LINES, shell, true));
    assertFalse(Terminal.isLive(ProgressDisplay.QUIET, shell, true));
    assertEquals(120, Terminal.width(Map.of("COLUMNS", "120")));
    assertEquals(80, Terminal.width(Map.of()));
  }
}
