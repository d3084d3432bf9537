package org.estimator4j.processor.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue is complete, its texts are sound, and each of its problems has a test. */
class CatalogueTest {

  private static final Object[] ARGUMENTS = {"A", "B", "C", "D", "E", "F", "G", "H"};

  private static Properties texts() throws IOException {
    Properties texts = new Properties();
    try (InputStream in = Problem.class.getResourceAsStream("problems.properties")) {
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return texts;
  }

  @Test
  void textsAndProblemsMatch() throws IOException {
    Set<String> expected = new TreeSet<>();
    for (Problem problem : Problem.values()) {
      expected.add(problem.id() + ".found");
      if (problem.severity() != Severity.NOTE) {
        expected.add(problem.id() + ".why");
        expected.add(problem.id() + ".mend");
      }
    }
    assertEquals(expected, new TreeSet<>(texts().stringPropertyNames()));
  }

  @Test
  void textsAreAscii() throws IOException {
    texts()
        .forEach((key, text) -> assertTrue(text.toString().matches("\\p{ASCII}*"), key::toString));
  }

  @ParameterizedTest
  @EnumSource(Problem.class)
  void messageSaysWhatWhyAndHow(Problem problem) {
    String message = problem.message(ARGUMENTS);
    assertTrue(message.startsWith("[estimator4j:" + problem.id() + "] "), message);
    assertFalse(message.contains("%"), message);
    assertEquals(problem == Problem.NULLABLE_RESULT, message.contains("null"), message);
    assertEquals(problem.severity() != Severity.NOTE, message.contains("\n  Why: "), message);
    assertEquals(problem.severity() != Severity.NOTE, message.contains("\n  Mend: "), message);
  }

  @Test
  void idsAreWords() {
    for (Problem problem : Problem.values()) {
      assertTrue(problem.id().matches("[a-z]+(-[a-z]+)*"), problem::id);
    }
  }

  /**
   * Each id is either marked in a source that a test compiles, or named by a test of its message,
   * or has a stub of Kotlin's.
   */
  @Test
  void everyProblemIsTested() throws IOException {
    String tests;
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      tests =
          files
              .filter(file -> file.toString().endsWith("Test.java"))
              .map(CatalogueTest::read)
              .collect(Collectors.joining());
    }
    List<String> untested =
        Arrays.stream(Problem.values())
            .map(Problem::id)
            .filter(id -> !tests.contains("«" + id + "»"))
            .filter(id -> !tests.contains("[estimator4j:" + id + "] "))
            .filter(id -> !Files.exists(Path.of("src/test/resources/kotlin-stubs", id + ".java")))
            .toList();
    assertEquals(List.of(), untested);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
