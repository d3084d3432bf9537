package org.estimator4j.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of properties names tests that there are. */
class ChecklistTest {

  private static final Pattern TEST = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");

  @Test
  void eachOfThirtyPropertiesNamesItsTests() throws IOException {
    int properties = 0;
    for (String line : Files.readAllLines(Path.of("../docs/processor-checklist.md"))) {
      if (line.matches("\\| \\d+ \\|.*")) {
        properties++;
        List<MatchResult> tests = TEST.matcher(line).results().toList();
        assertTrue(!tests.isEmpty(), line);
        for (MatchResult test : tests) {
          assertExists(test.group(1), test.group(2));
        }
      }
    }
    assertEquals(30, properties);
  }

  private static void assertExists(String type, String method) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String module : List.of("processor", "integration-tests")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src/test/java"))) {
        files.filter(file -> file.endsWith(type + ".java")).forEach(found::add);
      }
    }
    assertEquals(1, found.size(), type);
    assertTrue(
        method == null || Files.readString(found.get(0)).contains(" " + method + "("),
        () -> type + " has no " + method);
  }
}
