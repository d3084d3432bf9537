package org.estimator4j.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rows of table 1.3 that Java's types exclude: each is one error of the compiler, on its line.
 */
class MustNotCompileTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a train op that is neither operation nor tensor | EstimatorSpec.forTraining().trainOp("op")
          a loss that is a number                         | EstimatorSpec.forTraining().loss(1.0f)
          a loss of strings                               | EstimatorSpec.forTraining().loss(text)
          a prediction that is a number                   | EstimatorSpec.forPrediction().prediction("number", 1.0f)
          predictions that are neither tensor nor map     | EstimatorSpec.forPrediction().predictions(1.0f)
          predictions with a value that is no tensor      | EstimatorSpec.forPrediction().predictions(java.util.Map.of("n", 1.0f))
          export outputs that are no map                  | EstimatorSpec.forPrediction().exportOutputs(ExportOutput.regression(tensor))
          an export output that is none                   | EstimatorSpec.forPrediction().exportOutput("head", tensor)
          a hook that is none                             | EstimatorSpec.forTraining().trainingHooks(new Object())
          a list of hooks that are none                   | EstimatorSpec.forTraining().trainingHooks(java.util.List.of(""))
          metrics that are no map                         | EstimatorSpec.forEvaluation().evalMetricOps(tensor)
          a metric that is neither metric nor pair        | EstimatorSpec.forEvaluation().evalMetric("mean", tensor)
          a scaffold that is none                         | EstimatorSpec.forTraining().scaffold(new Object())
          a spec without a mode's type                    | EstimatorSpec.builder("train")
          another mode for a spec that is there           | EstimatorSpec.forTraining().build().toBuilder().mode(Mode.EVAL)
          a train op in EVAL                              | EstimatorSpec.forEvaluation().trainOp(tensor)
          metrics in TRAIN                                | EstimatorSpec.forTraining().evalMetric("m", metric)
          a loss in PREDICT                               | EstimatorSpec.forPrediction().loss(tensor)
          """)
  void isRefused(String what, String expression) {
    List<Diagnostic<? extends JavaFileObject>> errors = compile(expression);
    assertEquals(1, errors.size(), what + ": " + errors);
    assertEquals(LINE_OF_EXPRESSION, errors.get(0).getLineNumber(), what + ": " + errors);
  }

  /** Without this the test above would also pass if nothing compiled at all. */
  @Test
  void whatIsRightIsAccepted() {
    assertEquals(List.of(), compile("EstimatorSpec.forTraining().loss(tensor).trainOp(tensor)"));
    assertEquals(
        List.of(), compile("EstimatorSpec.forPrediction().prediction(\"text\", text).build()"));
  }

  static final int LINE_OF_EXPRESSION = 10;

  /** The errors of a source whose line {@link #LINE_OF_EXPRESSION} is the expression. */
  static List<Diagnostic<? extends JavaFileObject>> compile(String expression) {
    String source =
        """
        import org.estimator4j.annotation.Mode;
        import org.estimator4j.nn.metric.EvalMetric;
        import org.estimator4j.spec.*;
        import org.tensorflow.Operand;
        import org.tensorflow.types.*;
        class Sample {
          Object of(Operand<TFloat32> tensor, Operand<TString> text, EvalMetric metric,
              org.tensorflow.SparseTensor<TFloat32> sparse) {
            return
                EXPRESSION;
          }
        }
        """
            .replace("EXPRESSION", expression);
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    ToolProvider.getSystemJavaCompiler()
        .getTask(
            new StringWriter(),
            null,
            diagnostics,
            List.of("-proc:none", "-classpath", System.getProperty("java.class.path")),
            null,
            List.of(new InMemorySource(source)))
        .call();
    return diagnostics.getDiagnostics().stream()
        .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
        .toList();
  }

  private static final class InMemorySource extends SimpleJavaFileObject {

    private final String text;

    InMemorySource(String text) {
      super(URI.create("string:///Sample.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
