package org.estimator4j.packaging;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packed processor in the compiler that is not javac: the one of Eclipse and its users. */
class EclipseCompilerTest {

  @Test
  void generatesTheSamplesFactories(@TempDir Path output) throws IOException {
    Path samples = Artifacts.root().resolve("samples/src/main/java/org/estimator4j/samples");
    List<Path> models =
        List.of(
            samples.resolve("digits/DigitsClassifier.java"),
            samples.resolve("iris/IrisModel.java"));

    assertEquals(List.of(), compile(models, output));
    assertAll(
        () -> assertCompiled(output, "digits/DigitsClassifierSpecFactory"),
        () -> assertCompiled(output, "iris/IrisModelSpecFactory"));
  }

  /** Returns what the compiler and the processor had to say against the sources. */
  private static List<String> compile(List<Path> sources, Path output) throws IOException {
    JavaCompiler compiler = new EclipseCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "--release",
            "17",
            "-d",
            output.toString(),
            "-s",
            output.toString(),
            "-classpath",
            System.getProperty("java.class.path"),
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
        .map(Object::toString)
        .toList();
  }

  private static void assertCompiled(Path output, String name) {
    Path file = output.resolve("org/estimator4j/samples/" + name + ".class");
    assertTrue(Files.exists(file), () -> "not there: " + file);
  }
}
