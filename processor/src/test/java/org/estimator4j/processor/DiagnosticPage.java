package org.estimator4j.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.estimator4j.processor.diagnostic.Problem;

/**
 * A page of {@code docs/diagnostics}: two examples, and between them what the compiler says to the
 * first.
 *
 * @param file the page
 * @param text all of it
 */
record DiagnosticPage(Path file, String text) {

  static final Path FOLDER = Path.of("../docs/diagnostics");

  private static final Pattern MESSAGE =
      Pattern.compile("^```text\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern OPTION = Pattern.compile("<arg>(-A[^<]*)</arg>");

  /** The page of a problem. */
  static DiagnosticPage of(Problem problem) {
    Path file = FOLDER.resolve(problem.id() + ".md");
    try {
      return new DiagnosticPage(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("each problem has a page", e);
    }
  }

  /** What the page says about how bad it is: its first words. */
  String severity() {
    Matcher matcher = Pattern.compile("^\\*\\*(\\w+)\\.\\*\\* ", Pattern.MULTILINE).matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  /** The files of an example, {@code failing} or {@code mended}. */
  List<String> example(String language, String tag) {
    return Pattern.compile(
            "^```" + language + " " + tag + "\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map(result -> result.group(1))
        .toList();
  }

  /** The options of the processor in a POM's example. */
  List<String> options(String tag) {
    return OPTION
        .matcher(String.join("\n", example("xml", tag)))
        .results()
        .map(result -> result.group(1))
        .toList();
  }

  /** What the page claims that the compiler says. */
  String message() {
    Matcher matcher = MESSAGE.matcher(text);
    return matcher.find() ? matcher.group(1) : "no block of text at all";
  }

  /** Puts in what the compiler does say. */
  void write(String message) {
    Matcher matcher = MESSAGE.matcher(text);
    String mended = matcher.replaceFirst(Matcher.quoteReplacement("```text\n" + message + "```"));
    try {
      Files.writeString(file, mended);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
