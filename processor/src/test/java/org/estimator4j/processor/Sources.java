package org.estimator4j.processor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;

/**
 * Sources for tests. In them {@code «id»} marks where a problem of that id must be reported; it is
 * taken out before compilation.
 */
final class Sources {

  static final Pattern MARK = Pattern.compile("«([a-z-]+)»");

  /** All that models mention, in one line so that it does not disturb. */
  static final String IMPORTS =
      "import java.util.*; import org.estimator4j.annotation.*; import org.estimator4j.config.*;"
          + " import org.estimator4j.feature.*; import org.estimator4j.graph.*;"
          + " import org.estimator4j.nn.layer.*; import org.estimator4j.nn.loss.*;"
          + " import org.estimator4j.nn.metric.*; import org.estimator4j.nn.optimizer.*;"
          + " import org.estimator4j.nn.preprocessing.*; import org.estimator4j.session.*;"
          + " import org.estimator4j.spec.*; import org.estimator4j.summary.*;"
          + " import org.tensorflow.Operand; import org.tensorflow.op.*; import org.tensorflow.types.*;"
          + " import org.tensorflow.types.family.*;\n";

  static final String NETWORK =
      """
        @ModelFn
        Operand<TFloat32> logits(Layers layers, @Feature(shape = {-1, 4}) Operand<TFloat32> x) {
          return null;
        }
      """;
  static final String PREDICTIONS =
      """
        @Predictions
        Operand<TFloat32> scores(Ops tf, Operand<TFloat32> logits) {
          return null;
        }
      """;
  static final String LOSS =
      """
        @Loss
        Operand<TFloat32> loss(Losses losses, Operand<TFloat32> logits, @Label Operand<TInt32> y) {
          return null;
        }
      """;
  static final String TRAIN_OP =
      """
        @TrainOp
        Optimizer optimizer() {
          return null;
        }
      """;

  private Sources() {}

  /** A model {@code p.M} with these members. */
  static String model(String... members) {
    return type("public final class M", members);
  }

  /** A class, or whatever the declaration says, with these members. */
  static String type(String declaration, String... members) {
    return file(declaration + " {\n" + String.join("\n", members) + "}\n");
  }

  /** A file of package {@code p} with all imports. */
  static String file(String text) {
    return "package p; " + IMPORTS + text;
  }

  /** The file without marks, under the name of its first class. */
  static JavaFileObject object(String source) {
    String text = MARK.matcher(source).replaceAll("");
    Matcher home = Pattern.compile("^package ([\\w.]+);").matcher(text);
    Matcher name =
        Pattern.compile("(?:class|interface|enum|record) ([\\w$\\p{L}]+)")
            .matcher(text.substring(text.indexOf('\n') + 1));
    String prefix = home.find() ? home.group(1) + "." : "";
    return FastCompiler.source(prefix + (name.find() ? name.group(1) : "Unknown"), text);
  }
}
