package org.estimator4j.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * Compiles sources with the processor and compares everything that the compiler says with the marks
 * in them: ids, lines and columns; nothing more and nothing less.
 */
final class Check {

  private final Compilation compilation;

  private Check(Compilation compilation) {
    this.compilation = compilation;
  }

  /** Compiles, and asserts that exactly the marked problems are reported. */
  static Check that(String... sources) {
    return that(List.of(), sources);
  }

  /** The same with options for the compiler. */
  static Check that(List<String> options, String... sources) {
    Check check = compile(options, List.of(new EstimatorProcessor()), sources);
    List<String> expected = new ArrayList<>();
    for (String source : sources) {
      expected.addAll(marks(source));
    }
    List<String> actual =
        check.compilation.diagnostics().stream()
            .map(Check::describe)
            .filter(text -> !text.isEmpty())
            .sorted()
            .toList();
    assertEquals(
        String.join("\n", expected.stream().sorted().toList()),
        String.join("\n", actual),
        check::messages);
    return check;
  }

  /** Compiles without judging. */
  static Check compile(List<String> options, List<Processor> processors, String... sources) {
    List<String> all = new ArrayList<>(List.of("-Xlint:all,-processing,-path"));
    all.addAll(options);
    return new Check(
        Compiler.javac()
            .withProcessors(processors)
            .withOptions(all)
            .compile(Arrays.stream(sources).map(Sources::object).toList()));
  }

  private static List<String> marks(String source) {
    List<String> marks = new ArrayList<>();
    String file = Sources.object(source).getName();
    int line = 1;
    for (String text : source.split("\n", -1)) {
      Matcher mark = Sources.MARK.matcher(text);
      int removed = 0;
      while (mark.find()) {
        int column = mark.start() - removed + 1;
        removed += mark.group().length();
        marks.add("%s:%d:%d %s".formatted(file, line, column, mark.group(1)));
      }
      line++;
    }
    return marks;
  }

  /** File, line, column and id; the message itself where it is not ours; no notes of others. */
  private static String describe(Diagnostic<? extends JavaFileObject> diagnostic) {
    String message = diagnostic.getMessage(Locale.ROOT);
    boolean ours = message.startsWith("[estimator4j:");
    if (!ours && diagnostic.getKind() == Diagnostic.Kind.NOTE) {
      return "";
    }
    JavaFileObject file = diagnostic.getSource();
    return "%s:%d:%d %s"
        .formatted(
            file == null ? "nowhere" : file.getName(),
            diagnostic.getLineNumber(),
            diagnostic.getColumnNumber(),
            ours ? message.substring(13, message.indexOf(']')) : message);
  }

  /** Asserts that some message has all these parts. */
  Check says(String... parts) {
    for (String part : parts) {
      assertTrue(
          compilation.diagnostics().stream()
              .anyMatch(diagnostic -> diagnostic.getMessage(Locale.ROOT).contains(part)),
          () -> "no message says <" + part + ">:\n" + messages());
    }
    return this;
  }

  /** Asserts that no message has this part. */
  Check doesNotSay(String part) {
    assertTrue(!messages().contains(part), this::messages);
    return this;
  }

  /** Everything that the compiler said. */
  String messages() {
    return compilation.diagnostics().stream()
        .map(Diagnostic::toString)
        .collect(Collectors.joining("\n"));
  }

  Compilation compilation() {
    return compilation;
  }

  /** The text of a generated class. */
  String generated(String qualifiedName) {
    String path = "/SOURCE_OUTPUT/" + qualifiedName.replace('.', '/') + ".java";
    for (JavaFileObject file : compilation.generatedSourceFiles()) {
      if (file.getName().equals(path)) {
        return text(file);
      }
    }
    throw new AssertionError(
        "no " + path + " among " + compilation.generatedSourceFiles() + "\n" + messages());
  }

  static String text(JavaFileObject file) {
    try {
      return file.getCharContent(true).toString();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
