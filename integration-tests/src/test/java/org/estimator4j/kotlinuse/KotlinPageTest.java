package org.estimator4j.kotlinuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.estimator4j.packaging.Artifacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/kotlin.md: its snippets compile without a warning, its set-ups are used, its table is true.
 */
class KotlinPageTest {

  private static final String IMPORTS =
      """
      import java.nio.file.Path
      import kotlin.io.path.Path
      import kotlin.time.Duration.Companion.seconds
      import kotlinx.coroutines.flow.first
      import org.estimator4j.*
      import org.estimator4j.annotation.*
      import org.estimator4j.annotation.Output
      import org.estimator4j.input.*
      import org.estimator4j.kotlin.*
      import org.estimator4j.nn.layer.*
      import org.estimator4j.nn.loss.*
      import org.estimator4j.nn.metric.*
      import org.estimator4j.nn.optimizer.*
      import org.tensorflow.Operand
      import org.tensorflow.op.Ops
      import org.tensorflow.types.*
      """;

  private static final String GIVEN =
      "estimator: Estimator, modelDir: Path, trainInput: Input, testInput: Input, newFlowers: Input";

  @TempDir Path folder;

  private static String page() throws IOException {
    return Files.readString(Artifacts.root().resolve("docs/kotlin.md"));
  }

  private static List<String> blocks(String language) throws IOException {
    return Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
        .matcher(page())
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private Path source(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void everySnippetCompiles() throws IOException {
    List<Path> sources = new ArrayList<>();
    List<String> snippets = blocks("kotlin");
    assertTrue(snippets.size() >= 8);
    for (String snippet : snippets) {
      int number = sources.size();
      boolean declares =
          Pattern.compile("^(data class|class|fun|suspend)", Pattern.MULTILINE)
              .matcher(snippet)
              .find();
      String body =
          declares
              ? snippet
              : "@Suppress(\"UNUSED_VARIABLE\")\nfun snippet"
                  + number
                  + "("
                  + GIVEN
                  + ") {\n"
                  + snippet
                  + "}\n";
      sources.add(source("Snippet" + number + ".kt", IMPORTS + body));
    }
    assertEquals(List.of(), KotlinCompiler.withOptional().compile(folder.resolve("out"), sources));
  }

  /** There is no Gradle here: what a script calls is declared as its Kotlin DSL does. */
  @Test
  void theGradleScriptCompilesAgainstTheShapeOfItsDsl() throws IOException {
    List<String> scripts = blocks("kts");
    assertEquals(1, scripts.size());
    String dsl = Files.readString(Path.of("src/test/resources/GradleDsl.kt"));
    KotlinCompiler compiler = KotlinCompiler.withOptional();
    List<Path> right =
        List.of(
            source("GradleDsl.kt", dsl),
            source("Build.kt", "fun Project.build() {\n" + scripts.get(0) + "}\n"));
    assertEquals(List.of(), compiler.compile(folder.resolve("right"), right));
    String typo = scripts.get(0).replace("runtimeOnly", "runtimOnly");
    List<Path> wrong =
        List.of(right.get(0), source("Wrong.kt", "fun Project.build() {\n" + typo + "}\n"));
    assertFalse(compiler.compile(folder.resolve("wrong"), wrong).isEmpty());
  }

  /** The project of profile long is set up as the page says, and trains. */
  @Test
  void theMavenSetUpIsThatOfAProjectThatIsBuilt() throws IOException {
    Path pom = Path.of("src/it/kotlin/pom.xml");
    String used =
        squeezed(Files.readString(pom).replace("${estimator4j.version}", "0.1.0-SNAPSHOT"));
    List<String> shown = blocks("xml");
    assertEquals(2, shown.size());
    for (String block : shown) {
      // The project has a test as well: what comes before the end of the executions is compared.
      String start = squeezed(block).replaceFirst("</executions></plugin>$", "");
      assertTrue(used.contains(start), block);
    }
  }

  private static String squeezed(String xml) {
    return xml.replaceAll("\\s+", "");
  }

  @Test
  void eachOfThe28RulesHasATestThatExists() throws IOException {
    List<MatchResult> rows =
        Pattern.compile("^\\| (\\d+) \\| .* \\| (`.*`) \\|$", Pattern.MULTILINE)
            .matcher(page())
            .results()
            .toList();
    assertEquals(28, rows.size());
    for (int i = 0; i < 28; i++) {
      assertEquals(String.valueOf(i + 1), rows.get(i).group(1));
      for (String test : rows.get(i).group(2).replace("`", "").split(", ", -1)) {
        assertTrue(exists(test), test);
      }
    }
  }

  private static boolean exists(String test) throws IOException {
    String type = test.substring(0, test.indexOf('.'));
    String method = test.substring(test.indexOf('.') + 1);
    List<Path> modules;
    try (Stream<Path> all = Files.list(Artifacts.root())) {
      modules = all.map(module -> module.resolve("src/test")).filter(Files::isDirectory).toList();
    }
    for (Path module : modules) {
      try (Stream<Path> files = Files.walk(module)) {
        List<Path> named =
            files.filter(file -> file.toString().matches(".*/" + type + "\\.(java|kt)")).toList();
        for (Path file : named) {
          if (Files.readString(file).matches("(?s).*\\b(void|fun) " + method + "\\(.*")) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
