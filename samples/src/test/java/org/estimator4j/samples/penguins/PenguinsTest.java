package org.estimator4j.samples.penguins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.estimator4j.EvalResult;
import org.estimator4j.samples.SampleArgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts and missing values from a file to the model's answers, and through a record file. */
class PenguinsTest {

  @TempDir Path dir;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  private static SampleArgs args(Path modelDir) {
    return SampleArgs.parse(
        new String[] {"--model-dir=" + modelDir}, Set.of("model-dir", "seed", "steps"));
  }

  @Test
  void recordFilesGiveTheSameModelAsTheTextFile() {
    EvalResult ofText = Penguins.run(args(dir.resolve("text")), out);
    assertTrue(ofText.get("accuracy") >= 0.95, ofText.toString());
    String text = printed.toString(StandardCharsets.UTF_8);
    assertTrue(
        text.lines().anyMatch(line -> line.matches("3 +\"Torgersen\" +\"\" +NaN +NaN .*")), text);
    assertEquals(5, text.lines().filter(PenguinModel.SPECIES::contains).count(), text);

    printed.reset();
    EvalResult ofRecords = PenguinRecords.run(args(dir.resolve("records")), out);
    assertEquals(ofText.loss(), ofRecords.loss());
    assertEquals(ofText.get("accuracy"), ofRecords.get("accuracy"));
    String records = printed.toString(StandardCharsets.UTF_8);
    assertTrue(records.startsWith("344 penguins are in "), records);
    assertEquals(
        text.lines().limit(6).toList(), records.lines().skip(1).limit(6).toList(), records);
  }
}
