package org.estimator4j.kotlinuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mistakes that Kotlin's compiler finds: each line that ends in {@code // !} and a text is refused
 * with just that text (with {@code +} between several), and no other line is.
 */
class MustNotCompileTest {

  private static final String MARK = "// ! ";

  @TempDir Path output;

  @Test
  void eachMistakeHasItsMessage() throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/must-not-compile"))) {
      sources = files.sorted().toList();
    }
    List<String> expected = new ArrayList<>();
    for (Path source : sources) {
      int number = 0;
      for (String line : Files.readAllLines(source)) {
        number++;
        int mark = line.indexOf(MARK);
        if (mark >= 0) {
          expected.add(
              source.getFileName() + ":" + number + " " + line.substring(mark + MARK.length()));
        }
      }
    }
    assertTrue(expected.size() >= 20, () -> "only " + expected.size() + " mistakes");
    Map<String, String> found = new LinkedHashMap<>();
    KotlinCompiler.plain()
        .compile(output, sources)
        .forEach(
            each ->
                found.merge(
                    each.file() + ":" + each.line() + " ",
                    each.text(),
                    (first, second) -> first + " + " + second));
    assertEquals(
        String.join("\n", expected),
        found.entrySet().stream()
            .map(each -> each.getKey() + each.getValue())
            .collect(Collectors.joining("\n")));
  }
}
