package org.estimator4j.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.estimator4j.processor.diagnostic.Problem;
import org.junit.jupiter.api.Test;

/** The lists of properties and of rules name tests that there are. */
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

  /** Each row names ids that there are, and tests; each id has a row. */
  @Test
  void eachRuleNamesItsIdsAndTests() throws IOException {
    Set<String> ids =
        Arrays.stream(Problem.values())
            .map(Problem::id)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> named = new TreeSet<>();
    String page = Files.readString(Path.of("../docs/processor-checklist.md"));
    for (String line :
        page.substring(page.indexOf("| rule |"), page.indexOf("## Mutations"))
            .lines()
            .skip(2)
            .toList()) {
      if (line.isBlank() || line.startsWith("| **")) {
        continue; // A group.
      }
      String[] cells = line.split(" \\| ", -1);
      assertEquals(3, cells.length, line);
      if (!cells[1].equals("no report")) {
        named.addAll(Arrays.asList(cells[1].split(", ", -1)));
      }
      List<MatchResult> tests = TEST.matcher(cells[2]).results().toList();
      assertTrue(!tests.isEmpty(), line);
      for (MatchResult test : tests) {
        assertExists(test.group(1), test.group(2));
      }
    }
    assertEquals(ids, named);
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
