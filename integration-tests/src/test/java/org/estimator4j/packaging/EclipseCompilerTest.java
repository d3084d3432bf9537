package org.estimator4j.packaging;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
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
      """
      package m;
      import org.estimator4j.annotation.*;
      import org.tensorflow.Operand;
      import org.tensorflow.types.*;
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
    // ECJ knows no place inside a record: it shows the method that returns it.
    int method = BROKEN.substring(0, BROKEN.indexOf("Answer answer(")).lines().toList().size();
    List<String> expected = new ArrayList<>();
    for (String message : byJavac) {
      boolean ofComponent =
          message.contains("output-name]") || message.contains("duplicate-output]");
      expected.add(ofComponent ? message.replaceFirst("\\d+", String.valueOf(method)) : message);
    }
    assertEquals(
        String.join("\n", expected.stream().sorted().toList()), String.join("\n", byEclipse));
  }

  /** As an IDE does after a change: one class again, over what the last time left behind. */
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

  /** ECJ's own command line lets nobody write a class that is on the class path: that is said. */
  @Test
  void staleClassOnTheClassPathIsOneError() throws IOException {
    Path model = Javac.write(folder, "src/m/First.java", MODEL.formatted("First", "logits"));
    assertEquals(List.of(), compile(new EclipseCompiler(), List.of(model)));
    List<String> again = compile(new EclipseCompiler(), List.of(model), output());
    assertEquals(1, again.size(), again::toString);
    assertTrue(
        again.get(0).contains("[estimator4j:name-clash]")
            && again.get(0).contains("If it is the factory of an earlier build"),
        again::toString);
  }

  private static List<String> ours(List<String> messages) {
    return messages.stream().filter(each -> each.contains("[estimator4j:")).sorted().toList();
  }

  /** Returns what the compiler and the processor had to say against the sources. */
  private List<String> compile(JavaCompiler compiler, List<Path> sources, Path... more)
      throws IOException {
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
            System.getProperty("java.class.path")
                + Stream.of(more).map(path -> File.pathSeparator + path).collect(joining()),
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
                        // Each compiler indents as it likes.
                        diagnostic.getMessage(Locale.ROOT).replaceAll("\n *", "\n")))
        .toList();
  }

  private void assertCompiled(String name) throws IOException {
    Path file = output().resolve(name + ".class");
    assertTrue(Files.exists(file), () -> "not there: " + file);
  }
}
