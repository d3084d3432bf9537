package org.estimator4j.packaging;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packed processor in the compiler that is not javac: the one of Eclipse and its users. */
class EclipseCompilerTest {

  private static final String IMPORTS =
      """
      package m;
      import java.util.*;
      import org.estimator4j.annotation.*;
      import org.estimator4j.feature.*;
      import org.estimator4j.nn.metric.*;
      import org.estimator4j.nn.optimizer.*;
      import org.estimator4j.spec.*;
      import org.tensorflow.Operand;
      import org.tensorflow.types.*;
      import org.tensorflow.types.family.*;
      """;

  /** Faults of every sort of place: class, method, parameter, annotation, value, component. */
  private static final String BROKEN =
      IMPORTS
          + """
          class Outer {
            class Inner<T extends TType> {
              @ModelFn(modes = Mode.PREDICT)
              Operand<TFloat32> logits(@Feature Operand<TFloat32> x) { return x; }
              @Predictions
              private Operand<TFloat32> odds(Operand<TFloat32> lgits) { return lgits; }
            }
          }
          class Flow {
            @ModelFn(
                modes = {
                  Mode.TRAIN, Mode.EVAL
                })
            Operand<TFloat32> logits(
                @Feature(
                    shape = {4, -7})
                    Operand<TFloat32> x,
                Operand<TFloat32> loss) { return x; }
            @Loss
            Operand<TInt32> loss(
                Operand<TFloat32> logits,
                @Label(dtype = DType.INT32) Operand<TInt32> y,
                Map<String, ? extends Operand<?>> anything) { return y; }
            @TrainOp(modes = Mode.TRAIN)
            List<? super Optimizer> optimizer() throws java.io.IOException { return null; }
            @EvalMetricOps(modes = Mode.PREDICT)
            Map<String, EvalMetric> metrics(Operand<TFloat32>[] logits) { return null; }
          }
          class Names {
            record Answer(
                Operand<TInt64> kind,
                @Output(name = "the odds") Operand<TFloat32> odds,
                @Output(name = "kind") Operand<? extends TNumber> other) {}
            @ModelFn(modes = Mode.PREDICT)
            Operand<TFloat32> logits(@Feature Operand<TFloat32> x, @Label Operand<TInt32> y) { return x; }
            @Predictions
            Answer answer(Operand<TFloat64> logits) { return null; }
            @ExportOutputs
            <T extends TType> Operand<T> signatures(Operand<TFloat32>... odds) { return null; }
          }
          """;

  private static final String MODEL =
      IMPORTS
          + """
          public class %s {
            @ModelFn(modes = Mode.PREDICT)
            Operand<TFloat32> %s(@Feature(shape = {-1, 2}) Operand<TFloat32> x) { return x; }
            @Predictions
            Operand<TFloat32> same(Operand<TFloat32> %2$s) { return %2$s; }
          }
          """;

  @TempDir Path folder;

  private Path output() throws IOException {
    return Files.createDirectories(folder.resolve("out"));
  }

  @Test
  void generatesTheSamplesFactories() throws IOException {
    Path samples = Artifacts.root().resolve("samples/src/main/java/org/estimator4j/samples");
    List<Path> models =
        List.of(
            samples.resolve("digits/DigitsClassifier.java"),
            samples.resolve("iris/IrisModel.java"));

    assertEquals(List.of(), compile(new EclipseCompiler(), models));
    assertAll(
        () -> assertCompiled("org/estimator4j/samples/digits/DigitsClassifierSpecFactory"),
        () -> assertCompiled("org/estimator4j/samples/iris/IrisModelSpecFactory"));
  }

  /** What is wrong does not depend on who asks: the same problems, lines and words. */
  @Test
  void saysWhatJavacSays() throws IOException {
    List<Path> sources = List.of(Javac.write(folder, "src/m/Broken.java", BROKEN));
    List<String> byJavac = ours(compile(ToolProvider.getSystemJavaCompiler(), sources));
    List<String> byEclipse = ours(compile(new EclipseCompiler(), sources));
    assertTrue(byJavac.size() >= 20, byJavac::toString);
    assertEquals(String.join("\n", byJavac), String.join("\n", byEclipse));
  }

  /** As the IDE does after a change: one class again, over what the last time left behind. */
  @Test
  void writesAgainWhatChangedAndNothingElse() throws IOException {
    Path first = Javac.write(folder, "src/m/First.java", MODEL.formatted("First", "logits"));
    Path second = Javac.write(folder, "src/m/Second.java", MODEL.formatted("Second", "logits"));
    assertEquals(List.of(), compile(new EclipseCompiler(), List.of(first, second)));

    Path other = output().resolve("m/SecondSpecFactory.java");
    Files.delete(other);
    Javac.write(folder, "src/m/First.java", MODEL.formatted("First", "renamed"));
    for (int i = 0; i < 2; i++) {
      assertEquals(List.of(), compile(new EclipseCompiler(), List.of(first)));
      String factory = Files.readString(output().resolve("m/FirstSpecFactory.java"));
      assertTrue(factory.contains("model.renamed("), factory);
      assertFalse(Files.exists(other), "the class that was not compiled");
    }
  }

  private static List<String> ours(List<String> messages) {
    return messages.stream().filter(each -> each.contains("[estimator4j:")).sorted().toList();
  }

  /** Returns what the compiler and the processor had to say against the sources. */
  private List<String> compile(JavaCompiler compiler, List<Path> sources) throws IOException {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "--release",
            "17",
            "-d",
            output().toString(),
            "-s",
            output().toString(),
            "-classpath",
            Javac.path(System.getProperty("java.class.path"), output()),
            "-processorpath",
            Artifacts.jar("processor").toString());
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
      boolean success =
          compiler
              .getTask(
                  messages,
                  files,
                  diagnostics,
                  options,
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertTrue(success || !diagnostics.getDiagnostics().isEmpty(), messages::toString);
    }
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE)
        .map(
            diagnostic ->
                "%s %d: %s"
                    .formatted(
                        diagnostic.getKind(),
                        diagnostic.getLineNumber(),
                        diagnostic.getMessage(Locale.ROOT)))
        .toList();
  }

  private void assertCompiled(String name) throws IOException {
    Path file = output().resolve(name + ".class");
    assertTrue(Files.exists(file), () -> "not there: " + file);
  }
}
