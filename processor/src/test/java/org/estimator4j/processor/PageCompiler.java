package org.estimator4j.processor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * Compiles the examples of pages. Imports are left out in them, and a line {@code // ...} stands
 * for what a complete model has besides.
 */
final class PageCompiler {

  /** What the examples take from: a model that is complete. */
  private static final Map<String, String> REST = new LinkedHashMap<>();

  static {
    REST.put(
        "@ModelFn",
        "@ModelFn Operand<TFloat32> logits(Layers layers, @Feature(shape = {-1, 64}) Operand<TFloat32> pixels) {"
            + " return layers.dense(\"logits\", pixels, 10); }");
    REST.put(
        "@Predictions",
        "@Predictions Operand<TFloat32> probabilities(Ops tf, Operand<TFloat32> logits) {"
            + " return tf.nn.softmax(logits); }");
    REST.put(
        "@Loss",
        "@Loss Operand<TFloat32> loss(Losses losses, Operand<TFloat32> logits, @Label Operand<TInt32> digit) {"
            + " return losses.sparseSoftmaxCrossEntropy(digit, logits); }");
    REST.put("@TrainOp", "@TrainOp Optimizer optimizer() { return new Adam(1e-3f); }");
  }

  /** The whole of that model. */
  static final String COMPLETE = "final class Digits {\n  // ...\n}\n";

  private static final Pattern ELLIPSIS = Pattern.compile("(?m)^ *// \\.\\.\\.$");
  private static final Pattern PLACE =
      Pattern.compile("^(?:\\S*/)?(\\w+\\.java):(\\d+): ", Pattern.MULTILINE);

  /** What the compiler says, as it prints it, and the kinds of it. */
  record Answer(List<Diagnostic<? extends JavaFileObject>> diagnostics) {

    /** What is ours, with this id. */
    List<Diagnostic<? extends JavaFileObject>> ours(String id) {
      return diagnostics.stream()
          .filter(each -> text(each).startsWith("[estimator4j:" + id + "]"))
          .toList();
    }

    /** Errors and warnings of whatever origin, but not of ours with this id. */
    List<String> others(String id) {
      return diagnostics.stream()
          .filter(each -> each.getKind() != Diagnostic.Kind.NOTE && !ours(id).contains(each))
          .map(Object::toString)
          .toList();
    }

    /** What javac prints for these, the places as in the page. */
    static String printed(List<Diagnostic<? extends JavaFileObject>> diagnostics) {
      return diagnostics.stream()
          .map(each -> shortened(each.toString()) + "\n")
          .collect(Collectors.joining());
    }

    /** The messages without places, as where the source is none of Java's. */
    static String plain(List<Diagnostic<? extends JavaFileObject>> diagnostics) {
      return diagnostics.stream()
          .map(each -> "error: " + text(each) + "\n")
          .collect(Collectors.joining());
    }

    /** The prefix of imports is one line, which the page does not have. */
    private static String shortened(String text) {
      Matcher place = PLACE.matcher(text);
      if (!place.find()) {
        return text;
      }
      int line = Integer.parseInt(place.group(2)) - 1;
      return place.group(1) + ":" + line + ": " + text.substring(place.end());
    }
  }

  private PageCompiler() {}

  static String text(Diagnostic<? extends JavaFileObject> diagnostic) {
    return diagnostic.getMessage(Locale.ROOT);
  }

  /** Compiles the files of one example. */
  static Answer compile(List<String> options, Processor processor, List<JavaFileObject> files) {
    List<String> all = new ArrayList<>(List.of("-Xlint:-options"));
    all.addAll(options);
    return new Answer(FastCompiler.compile(all, List.of(processor), files).diagnostics());
  }

  /** The files of one example, completed. */
  static List<JavaFileObject> files(List<String> example) {
    String whole = String.join("\n", example);
    String rest =
        REST.entrySet().stream()
            .filter(member -> !Pattern.compile(member.getKey() + "\\b").matcher(whole).find())
            .map(Map.Entry::getValue)
            .collect(Collectors.joining(" "));
    return example.stream()
        .map(file -> complete(ELLIPSIS.matcher(file).replaceAll(Matcher.quoteReplacement(rest))))
        .map(Sources::object)
        .toList();
  }

  private static String complete(String file) {
    Matcher home = Pattern.compile("^package [\\w.]+;\n").matcher(file);
    return home.find()
        ? home.group().strip() + " " + Sources.IMPORTS + file.substring(home.end())
        : "package p; import org.jspecify.annotations.Nullable; " + Sources.IMPORTS + file;
  }
}
