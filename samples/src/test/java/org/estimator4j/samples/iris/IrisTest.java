package org.estimator4j.samples.iris;

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

/** The ported style, from its declared features to its answers. */
class IrisTest {

  @TempDir Path dir;

  @Test
  void learnsTheSpecies() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    SampleArgs args =
        SampleArgs.parse(new String[] {"--model-dir=" + dir}, Set.of("model-dir", "seed", "steps"));
    EvalResult result = Iris.run(args, new PrintStream(printed, true, StandardCharsets.UTF_8));
    assertTrue(result.get("accuracy") >= 0.9, result.toString());
    String text = printed.toString(StandardCharsets.UTF_8);
    assertEquals(
        5,
        text.lines().filter(line -> IrisData.NAMES.stream().anyMatch(line::startsWith)).count(),
        text);
  }
}
