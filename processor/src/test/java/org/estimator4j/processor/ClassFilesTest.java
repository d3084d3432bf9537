package org.estimator4j.processor;

import static org.estimator4j.processor.Sources.LOSS;
import static org.estimator4j.processor.Sources.NETWORK;
import static org.estimator4j.processor.Sources.PREDICTIONS;
import static org.estimator4j.processor.Sources.TRAIN_OP;
import static org.estimator4j.processor.Sources.type;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The processor among class files: without the runtime, without parameter names, with gaps. */
class ClassFilesTest {

  private static final String MODEL = type("class M", NETWORK, PREDICTIONS, LOSS, TRAIN_OP);

  @Test
  void runtimeMissing() throws Exception {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new EstimatorProcessor())
            .withClasspath(List.of(ClassPaths.annotationsAlone(directory)))
            .compile(
                JavaFileObjects.forSourceString(
                    "M",
                    "class M {\n  @org.estimator4j.annotation.ModelFn\n  String net() { return null; }\n}"));
    assertEquals(1, compilation.errors().size(), () -> compilation.errors().toString());
    String message = compilation.errors().get(0).getMessage(null);
    assertTrue(
        message.startsWith(
            "[estimator4j:runtime-missing] M cannot have a factory: org.estimator4j.spec.EstimatorSpecFactory is not on"),
        message);
    assertEquals(2, compilation.errors().get(0).getLineNumber());
    assertEquals(3, compilation.errors().get(0).getColumnNumber());
  }

  @Test
  void annotationsThatAreNotThereAreNotWritten() throws IOException {
    Compilation whole = compileBesideClasses(MODEL);
    String factory = text(whole);
    assertTrue(factory.contains("@Generated(") && factory.contains("@NullMarked"), factory);
    Compilation bare =
        Compiler.javac()
            .withProcessors(new EstimatorProcessor())
            .withOptions("--limit-modules", "java.base")
            .withClasspath(
                ClassPaths.entries().stream()
                    .filter(entry -> !entry.getName().startsWith("jspecify"))
                    .toList())
            .compile(Sources.object(MODEL));
    assertEquals(List.of(), bare.errors());
    assertFalse(text(bare).contains("@Generated"), text(bare));
    assertFalse(text(bare).contains("NullMarked"), text(bare));
  }

  private static String text(Compilation compilation) throws IOException {
    return compilation
        .generatedSourceFile("p.MSpecFactory")
        .orElseThrow()
        .getCharContent(true)
        .toString();
  }

  @TempDir Path directory;

  private void toClasses(String... sources) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    boolean done =
        compiler
            .getTask(
                null,
                null,
                null,
                List.of("-proc:none", "-d", directory.toString(), "-cp", classPath(directory)),
                null,
                Arrays.stream(sources).map(Sources::object).toList())
            .call();
    assertTrue(done);
  }

  private static String classPath(Path first) {
    return first + File.pathSeparator + System.getProperty("java.class.path");
  }

  private Compilation compileBesideClasses(String source) throws IOException {
    List<File> path = new ArrayList<>(List.of(directory.toFile()));
    path.addAll(ClassPaths.entries());
    return Compiler.javac()
        .withProcessors(new EstimatorProcessor())
        .withClasspath(path)
        .compile(Sources.object(source));
  }

  @Test
  void classFileWithoutParameterNames() throws IOException {
    toClasses(
        type(
            "interface Lossy",
            "@Loss default Operand<TFloat32> loss(Losses losses, Operand<TFloat32> logits,"
                + " @Label(name = \"y\") Operand<TInt32> y) { return null; }"));
    Compilation compilation =
        compileBesideClasses(type("class M implements Lossy", NETWORK, PREDICTIONS, TRAIN_OP));
    assertEquals(1, compilation.errors().size(), () -> compilation.errors().toString());
    String message = compilation.errors().get(0).getMessage(null);
    assertTrue(
        message.startsWith(
                "[estimator4j:nameless-parameters] Lossy.loss is inherited from a class file that does"
                    + " not name its parameters, so that the inputs it takes by name (Operand<TFloat32>)")
            && message.contains("javac -parameters")
            && message.contains("@From(\"...\")"),
        message);
  }

  @Test
  void classFileWhoseParametersNeedNoNames() throws IOException {
    toClasses(
        type(
            "interface Lossy",
            "@Loss default Operand<TFloat32> loss(Losses losses, @From(\"logits\") Operand<TFloat32> logits,"
                + " @Label(name = \"y\") Operand<TInt32> y) { return null; }"));
    Compilation compilation =
        compileBesideClasses(type("class M implements Lossy", NETWORK, PREDICTIONS, TRAIN_OP));
    assertEquals(List.of(), compilation.errors());
  }

  @Test
  void classFilesThatAreGone() throws IOException {
    toClasses(
        "package p; interface Gone {}",
        type("class Root", LOSS),
        type("class Base extends Root", TRAIN_OP),
        type("class Other", "@Loss Operand<TFloat32> loss(Gone gone) { return null; }"));
    Files.delete(directory.resolve("p/Root.class"));
    Files.delete(directory.resolve("p/Gone.class"));
    List<String> superclass = beside(type("class M extends Base", NETWORK, PREDICTIONS));
    assertTrue(superclass.get(0).contains("class file for p.Root not found"), superclass::toString);
    List<String> parameter = beside(type("class M extends Other", NETWORK, PREDICTIONS, TRAIN_OP));
    assertTrue(
        parameter
            .get(0)
            .startsWith("[estimator4j:unresolved-type] M cannot be checked: the type p.Gone"),
        parameter::toString);
  }

  private List<String> beside(String source) throws IOException {
    List<String> messages =
        compileBesideClasses(source).errors().stream()
            .map(error -> error.getMessage(null))
            .toList();
    assertFalse(messages.toString().contains("internal-error"), messages::toString);
    return messages;
  }
}
