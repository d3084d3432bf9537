package org.estimator4j.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  private final FastCompiler.Outcome outcome;

  private Check(FastCompiler.Outcome outcome) {
    this.outcome = outcome;
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
        check.outcome.diagnostics().stream()
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
    List<JavaFileObject> files = Arrays.stream(sources).map(Sources::object).toList();
    return new Check(FastCompiler.compile(all, processors, files));
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
          outcome.diagnostics().stream()
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
    return outcome.diagnostics().stream()
        .map(Diagnostic::toString)
        .collect(Collectors.joining("\n"));
  }

  /** Where problems of an id were reported: {@code line:column}, sorted. */
  List<String> positions(String id) {
    return outcome.diagnostics().stream()
        .filter(each -> each.getMessage(Locale.ROOT).startsWith("[estimator4j:" + id + "]"))
        .map(each -> each.getLineNumber() + ":" + each.getColumnNumber())
        .sorted()
        .toList();
  }

  /** Everything that was generated, by qualified name. */
  Map<String, String> generated() {
    return outcome.generated();
  }

  /** The text of a generated class. */
  String generated(String qualifiedName) {
    String text = outcome.generated().get(qualifiedName);
    if (text == null) {
      throw new AssertionError(
          "no " + qualifiedName + " among " + outcome.generated().keySet() + "\n" + messages());
    }
    return text;
  }
}
