package org.estimator4j.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.diagnostic.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each problem has a page; what goes wrong there does go wrong, and only that; the message is the
 * compiler's own; and what is mended compiles. {@code -Destimator4j.writeDocs=true} puts the
 * messages anew into the pages.
 */
class DiagnosticPagesTest {

  private static final boolean WRITE = Boolean.getBoolean("estimator4j.writeDocs");

  /** What javac has something to say about as well. */
  private static final Set<Problem> BESIDE_JAVAC =
      Set.of(Problem.UNRESOLVED_TYPE, Problem.UNKNOWN_OPTION);

  @TempDir Path scratch;

  @ParameterizedTest
  @EnumSource(Problem.class)
  void pageSaysWhatTheCompilerSays(Problem problem) throws Exception {
    DiagnosticPage page = DiagnosticPage.of(problem);
    String said = failing(problem, page);
    assertTrue(said.contains("[estimator4j:" + problem.id() + "] "), said);
    if (WRITE) {
      page.write(said);
    }
    assertEquals(said, DiagnosticPage.of(problem).message(), () -> page.file() + " is stale");
  }

  private String failing(Problem problem, DiagnosticPage page) throws Exception {
    return switch (problem) {
      case INTERNAL_ERROR -> internalError();
      case RUNTIME_MISSING -> withoutRuntime();
      case NAMELESS_PARAMETERS -> besideClassFile(page.example("java", "failing"));
      default -> {
        if (!page.example("kotlin", "failing").isEmpty()) {
          yield PageCompiler.Answer.plain(stub(problem).ours(problem.id()));
        }
        PageCompiler.Answer answer = compile(page, "failing");
        if (!BESIDE_JAVAC.contains(problem)) {
          assertEquals(List.of(), answer.others(problem.id()));
        }
        assertEquals(1, answer.ours(problem.id()).size(), answer.diagnostics()::toString);
        yield PageCompiler.Answer.printed(answer.ours(problem.id()));
      }
    };
  }

  @ParameterizedTest
  @EnumSource(Problem.class)
  void mendedExampleIsSilent(Problem problem) throws Exception {
    DiagnosticPage page = DiagnosticPage.of(problem);
    if (problem == Problem.NAMELESS_PARAMETERS) {
      assertEquals("", besideClassFile(page.example("java", "mended")));
      return;
    }
    boolean kotlin = !page.example("kotlin", "mended").isEmpty();
    boolean nothingToMend = problem == Problem.INTERNAL_ERROR || problem == Problem.PLAN;
    if (kotlin || nothingToMend) {
      return; // Kotlin's are compiled by kapt, in the integration tests.
    }
    PageCompiler.Answer answer = compile(page, "mended");
    assertEquals(List.of(), answer.others("-"));
    assertEquals(List.of(), answer.ours(problem.id()));
  }

  private static PageCompiler.Answer compile(DiagnosticPage page, String tag) {
    boolean xml = !page.example("xml", tag).isEmpty();
    List<String> example = xml ? List.of(PageCompiler.COMPLETE) : page.example("java", tag);
    assertFalse(example.isEmpty(), () -> page.file() + " has no example that is " + tag);
    return PageCompiler.compile(
        page.options(tag), new EstimatorProcessor(), PageCompiler.files(example));
  }

  /** What kapt makes of the page's Kotlin. */
  private static PageCompiler.Answer stub(Problem problem) throws Exception {
    try (InputStream in =
        DiagnosticPagesTest.class.getResourceAsStream("/kotlin-stubs/" + problem.id() + ".java")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Processor processor =
          problem == Problem.KOTLIN_METADATA
              ? new WithoutKotlin().processor()
              : new EstimatorProcessor();
      PageCompiler.Answer answer =
          PageCompiler.compile(
              List.of(), processor, List.of(FastCompiler.source("p.Digits", text)));
      assertEquals(List.of(), answer.others(problem.id()));
      return answer;
    }
  }

  private static String internalError() {
    PageCompiler.Answer answer =
        PageCompiler.compile(
            List.of(),
            new EstimatorProcessor(
                model -> {
                  IllegalStateException mistake =
                      new IllegalStateException("a value is used that nothing keeps");
                  mistake.setStackTrace(
                      new StackTraceElement[] {
                        new StackTraceElement(
                            "org.estimator4j.processor.plan.ModePlanner",
                            "known",
                            "ModePlanner.java",
                            155)
                      });
                  throw mistake;
                }),
            PageCompiler.files(List.of(PageCompiler.COMPLETE)));
    return PageCompiler.Answer.printed(answer.ours("internal-error"))
        .replaceAll("JDK [\\w.+-]+", "JDK 17");
  }

  private String withoutRuntime() throws Exception {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new EstimatorProcessor())
            .withClasspath(List.of(ClassPaths.annotationsAlone(scratch)))
            .compile(
                Sources.object(
                    "package p;\nclass Digits {\n  @org.estimator4j.annotation.ModelFn\n  String net() { return null; }\n}"));
    return PageCompiler.Answer.plain(compilation.errors());
  }

  /** The first file is a library's, and comes as a class file without names of parameters. */
  private String besideClassFile(List<String> example) throws IOException {
    List<JavaFileObject> files = PageCompiler.files(example);
    Path classes = Files.createDirectories(scratch.resolve("classes"));
    String path =
        ClassPaths.entries().stream()
            .map(File::toString)
            .collect(Collectors.joining(File.pathSeparator));
    assertTrue(
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                null,
                null,
                null,
                List.of("-proc:none", "-d", classes.toString(), "-cp", path),
                null,
                files.subList(0, 1))
            .call());
    List<File> entries = new ArrayList<>(List.of(classes.toFile()));
    entries.addAll(ClassPaths.entries());
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new EstimatorProcessor())
            .withClasspath(entries)
            .compile(files.subList(1, files.size()));
    return PageCompiler.Answer.printed(List.copyOf(compilation.errors()));
  }

  @Test
  void thereIsNoPageWithoutAProblem() throws IOException {
    Set<String> expected =
        Arrays.stream(Problem.values())
            .map(problem -> problem.id() + ".md")
            .collect(Collectors.toCollection(TreeSet::new));
    expected.add("README.md");
    try (Stream<Path> files = Files.list(DiagnosticPage.FOLDER)) {
      assertEquals(
          expected,
          files
              .map(file -> file.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  @ParameterizedTest
  @EnumSource(Problem.class)
  void pageHasItsParts(Problem problem) {
    DiagnosticPage page = DiagnosticPage.of(problem);
    assertTrue(page.text().startsWith("# " + problem.id() + "\n\n**"), page.text());
    assertEquals(
        switch (problem.severity()) {
          case ERROR -> "Error";
          case WARNING -> "Warning";
          case NOTE -> "Note";
        },
        page.severity());
    assertTrue(page.text().contains("\n## Why it matters\n\n"), page.text());
    assertTrue(
        problem.severity() == Severity.NOTE
            || problem == Problem.INTERNAL_ERROR
            || page.text().contains("\n## Mended\n\n"),
        page.text());
  }

  @Test
  void indexLinksEveryPage() throws IOException {
    String index = Files.readString(DiagnosticPage.FOLDER.resolve("README.md"));
    for (Problem problem : Problem.values()) {
      String link =
          "| ["
              + problem.id()
              + "]("
              + problem.id()
              + ".md) | "
              + problem.severity().name().toLowerCase(Locale.ROOT)
              + " | ";
      assertTrue(index.contains(link), () -> "the index has no <" + link + ">");
    }
  }
}
