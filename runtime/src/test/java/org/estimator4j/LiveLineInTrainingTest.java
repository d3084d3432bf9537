package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.estimator4j.config.ProgressDisplay;
import org.estimator4j.config.RunConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live line of a real training beside the lines of the log, as a terminal would show them. */
class LiveLineInTrainingTest {

  @TempDir Path dir;

  /** Trains and evaluates with a live line on its error stream, where the log is as well. */
  static final class Program {

    private Program() {}

    public static void main(String[] args) {
      RunConfig config =
          RunConfig.builder(Path.of(args[0]))
              .progress(ProgressDisplay.LIVE)
              .saveCheckpointsSteps(20)
              .saveSummarySteps(0)
              .build();
      try (Estimator estimator = Estimator.of(new RingModel(), config)) {
        estimator.trainAndEvaluate(
            TrainSpec.of(RingModel.rows(1000).shuffle().repeat().batch(32), 40),
            EvalSpec.builder(RingModel.rows(200).batch(100)).name("held-out").build());
      }
    }
  }

  /** What a terminal makes of the sequences that the line uses; another one is not understood. */
  private static final class Screen {

    private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
    private final List<String> shown = new ArrayList<>();
    private int row;
    private int column;

    void write(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '\u001b') {
          int end = i + 2;
          while (!Character.isLetter(text.charAt(end))) {
            end++;
          }
          control(text.substring(i + 2, end + 1));
          i = end;
        } else if (c == '\r') {
          column = 0;
        } else if (c == '\n') {
          column = 0; // a terminal's driver adds the carriage return
          if (++row == rows.size()) {
            rows.add(new StringBuilder());
          }
        } else {
          put(c);
        }
      }
    }

    private void control(String sequence) {
      switch (sequence) {
        case "K" -> rows.get(row).setLength(Math.min(column, rows.get(row).length()));
        case "A" -> row--;
        case "?7l" -> assertEquals(0, column, "the line begins in front");
        case "?7h" -> shown.add(rows.get(row).toString());
        default -> throw new AssertionError("unknown sequence " + sequence);
      }
    }

    private void put(char c) {
      StringBuilder line = rows.get(row);
      line.append(" ".repeat(Math.max(0, column + 1 - line.length())));
      line.setCharAt(column++, c);
    }

    String text() {
      return String.join("\n", rows);
    }
  }

  @Test
  void theLineStandsBelowTheLogAndGoesAwayAtTheEnd() throws Exception {
    Path terminal = dir.resolve("terminal");
    Process process =
        ChildJvm.startLimited(
            "export COLUMNS=200", Program.class, terminal, dir.resolve("model").toString());
    try {
      assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    } finally {
      ChildJvm.killAll();
    }
    Screen screen = new Screen();
    screen.write(Files.readString(terminal));
    assertEquals(0, process.exitValue(), screen.text());
    List<String> lines = screen.shown;
    assertMatches("step 1/40 \\| loss \\d.*", lines.get(0));
    assertMatches(
        "step 40/40 \\| loss \\S+ \\| accuracy \\S+ (\\| .*)?\\| saved 40",
        lines.stream().filter(each -> each.startsWith("step 40/40")).findFirst().orElse("none"));
    assertEquals(
        List.of("step 20 | evaluating held-out", "step 40 | evaluating held-out"),
        lines.stream().filter(each -> each.contains("evaluating")).toList());
    String left = screen.text();
    for (String whole :
        List.of(
            "training RingModel from the start", "evaluated RingModel on 200 rows", "trained 40")) {
      assertTrue(left.contains(whole), left);
    }
    assertFalse(left.contains("/40 | loss"), left);
    assertFalse(left.contains("evaluating"), left);
    assertFalse(left.contains("step 20 of 40"), "the same in the log would be twice: " + left);
  }

  private static void assertMatches(String pattern, String text) {
    assertTrue(Pattern.matches(pattern, text), text);
  }
}
