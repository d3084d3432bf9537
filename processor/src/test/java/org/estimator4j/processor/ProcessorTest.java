package org.estimator4j.processor;

import static org.estimator4j.processor.Sources.LOSS;
import static org.estimator4j.processor.Sources.NETWORK;
import static org.estimator4j.processor.Sources.PREDICTIONS;
import static org.estimator4j.processor.Sources.TRAIN_OP;
import static org.estimator4j.processor.Sources.file;
import static org.estimator4j.processor.Sources.model;
import static org.estimator4j.processor.Sources.type;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.ToolProvider;
import org.estimator4j.annotation.ModelFn;
import org.estimator4j.processor.diagnostic.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The processor among compilers, other processors, class files and its own failures. */
class ProcessorTest {

  private static final String COMPLETE = model(NETWORK, PREDICTIONS, LOSS, TRAIN_OP);
  private static final String WITH_GENERATED_TYPE =
      model(
          "@ModelFn Net net(@Feature Operand<TFloat32> x) { return null; }",
          PREDICTIONS,
          LOSS,
          TRAIN_OP);

  /** Writes a class in the first round, or one after it. */
  private static class Companion extends AbstractProcessor {
    private final int round;
    private int rounds;

    Companion(int round) {
      this.round = round;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment environment) {
      rounds++;
      if (rounds <= round) {
        write(
            rounds == round ? "Net" : "Step" + rounds,
            rounds == round
                ? "public record Net(org.tensorflow.Operand<org.tensorflow.types.TFloat32> logits) {}"
                : "class Step" + rounds + " {}");
      }
      return false;
    }

    private void write(String name, String text) {
      try (Writer writer = processingEnv.getFiler().createSourceFile("p." + name).openWriter()) {
        writer.write("package p; " + text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void typeThatAnotherProcessorWritesLaterIsWaitedFor(int round) {
    for (boolean oursFirst : new boolean[] {true, false}) {
      List<Processor> processors =
          oursFirst
              ? List.of(new EstimatorProcessor(), new Companion(round))
              : List.of(new Companion(round), new EstimatorProcessor());
      Check check = Check.compile(List.of(), processors, WITH_GENERATED_TYPE);
      assertEquals("", check.messages());
      assertTrue(check.generated("p.MSpecFactory").contains("Net net = model.net(x);"));
    }
  }

  @Test
  void furtherRoundsRepeatNoMessage() {
    Check check =
        Check.compile(
            List.of(),
            List.of(new EstimatorProcessor(), new Companion(3)),
            model(
                NETWORK, PREDICTIONS, LOSS, TRAIN_OP.replace("Optimizer ", "private Optimizer ")));
    assertEquals(1, check.messages().split("private-method", -1).length - 1, check::messages);
  }

  @Test
  void typeThatNeverComesIsExplainedOnce() {
    Check.compile(List.of(), List.of(new EstimatorProcessor()), WITH_GENERATED_TYPE)
        .says(
            "cannot find symbol",
            "[estimator4j:unresolved-type] M cannot be checked: the type Net (the return type of net) does not exist.");
    Check check =
        Check.compile(
            List.of(),
            List.of(new EstimatorProcessor(), new Companion(0)),
            model(
                NETWORK,
                PREDICTIONS,
                "@Loss Gone<String> loss(Operand<Away> logits) throws Lost { return null; }",
                TRAIN_OP));
    assertEquals(3, check.messages().split("unresolved-type", -1).length - 1, check::messages);
    check.says(
        "(the return type of loss)",
        "the type Away (parameter 'logits' of loss)",
        "the type Lost (");
  }

  @Test
  void unresolvedTypesArePlaced() {
    List<String> ours =
        Check.compile(
                List.of(),
                List.of(new EstimatorProcessor()),
                model("@ModelFn Gone logits(Operand<Away> x) { return null; }"))
            .positions("unresolved-type");
    assertEquals(List.of("3:15", "3:36"), ours);
  }

  @Test
  void typeThatKaptDoesNotKnow() {
    Check.that(
            "package error; public class NonExistentClass {}",
            model(
                NETWORK,
                PREDICTIONS,
                "@Loss error.NonExistentClass «unresolved-type»loss(Operand<TFloat32> logits) { return null; }",
                TRAIN_OP))
        .says("correctErrorTypes");
  }

  @Test
  void missingSuperclassIsWaitedForAndExplained() {
    Check.compile(
            List.of(),
            List.of(new EstimatorProcessor()),
            type("class M extends Gone<String>", NETWORK, PREDICTIONS, LOSS, TRAIN_OP))
        .says("(a supertype of M) does not exist");
  }

  @Test
  void existingClassOfTheFactorysName() {
    Check.that(
            file("«name-clash»class M {" + NETWORK + PREDICTIONS + LOSS + TRAIN_OP + "}"),
            "package p; class MSpecFactory {}")
        .says(
            "The factory of M would be called MSpecFactory, and a class of that name exists already.");
  }

  @Test
  void twoModelsWhoseFactoriesHaveOneName() {
    String members = NETWORK + PREDICTIONS + LOSS + TRAIN_OP;
    Check.that(
        file("class Outer { static class Inner {" + members + "} }"),
        file("«name-clash»class Outer_Inner {" + members + "}"));
  }

  @Test
  void invalidClassDoesNotStopOthers() {
    Check check =
        Check.that(
            type(
                "class Bad",
                NETWORK.replace("@ModelFn", "«missing-role»@ModelFn"),
                PREDICTIONS,
                LOSS),
            COMPLETE,
            type(
                "class Worse",
                "«missing-role»@ModelFn int «return-type»x() { return 0; }",
                LOSS,
                TRAIN_OP));
    assertTrue(check.generated("p.MSpecFactory").contains("forTraining"));
  }

  @Test
  void failureOfTheProcessorIsOneErrorOnTheClass() {
    List<String> errors = List.of("StackOverflowError", "IllegalStateException", "AssertionError");
    for (String error : errors) {
      Check check =
          Check.compile(
              List.of(),
              List.of(
                  new EstimatorProcessor(
                      model -> {
                        if (model.name().equals("Bad")) {
                          fail(error);
                        }
                      })),
              type("class Bad", NETWORK, PREDICTIONS, LOSS, TRAIN_OP),
              COMPLETE);
      check.says(
          "[estimator4j:internal-error] The processor failed on p.Bad: java.lang." + error,
          "JDK " + System.getProperty("java.version"),
          "Please report it",
          "at org.estimator4j.processor.ProcessorTest");
      assertEquals(List.of("2:1"), check.positions(Problem.INTERNAL_ERROR.id()));
      check.generated("p.MSpecFactory");
    }
  }

  /** What some compilers throw out of any question about a class whose file is gone. */
  private static final class CompletionFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    CompletionFailure(String message) {
      super(message);
    }
  }

  @Test
  void classFileThatIsGoneIsNoFailureOfTheProcessor() {
    Check.compile(
            List.of(),
            List.of(
                new EstimatorProcessor(
                    model -> {
                      throw new CompletionFailure("class file for q.Gone not found");
                    })),
            COMPLETE)
        .says("[estimator4j:unresolved-type] M cannot be checked: the type q.Gone (")
        .doesNotSay("internal-error");
  }

  private static void fail(String error) {
    switch (error) {
      case "StackOverflowError" -> throw new StackOverflowError();
      case "AssertionError" -> throw new AssertionError("odd");
      default -> throw new IllegalStateException("odd");
    }
  }

  @Test
  void optionsAreChecked() {
    Check.compile(
            List.of("-Aestimator4j.explian=true", "-Aother=1"),
            List.of(new EstimatorProcessor()),
            COMPLETE)
        .says(
            "[estimator4j:unknown-option] There is no processor option 'estimator4j.explian'. Did you mean"
                + " 'estimator4j.explain'?",
            "The options are: estimator4j.explain, estimator4j.suppress.")
        .doesNotSay("'other'");
    Check.compile(
            List.of("-Aestimator4j.explain=yes", "-Aestimator4j.suppress=unused-rol,missing-role"),
            List.of(new EstimatorProcessor()),
            COMPLETE)
        .says(
            "[estimator4j:option-value] The processor option 'estimator4j.explain' does not take the value 'yes'.",
            "It takes: true, false.",
            "does not take the value 'unused-rol'. Did you mean 'unused-role'?",
            "does not take the value 'missing-role'.");
  }

  @Test
  void compilationWithoutModelsIsLeftAlone() {
    Check.that(List.of("-Xlint:none", "-Aestimator4j.nonsense=1"), "package p; class Plain {}");
  }

  @Test
  void annotationsAreNotClaimed() {
    List<String> seen = new ArrayList<>();
    Companion witness =
        new Companion(0) {
          @Override
          public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            annotations.forEach(annotation -> seen.add(annotation.getQualifiedName().toString()));
            return false;
          }
        };
    Check.compile(List.of(), List.of(new EstimatorProcessor(), witness), COMPLETE);
    assertTrue(seen.contains("org.estimator4j.annotation.ModelFn"), seen::toString);
  }

  /** What Gradle's incremental compilation relies on. */
  @Test
  void everyFileBelongsToOneModel() throws IOException {
    List<List<String>> origins = new ArrayList<>();
    Companion spy =
        new Companion(0) {
          private final EstimatorProcessor ours = new EstimatorProcessor();

          @Override
          public Set<String> getSupportedAnnotationTypes() {
            return ours.getSupportedAnnotationTypes();
          }

          @Override
          public void init(ProcessingEnvironment environment) {
            ours.init(spying(environment, origins));
          }

          @Override
          public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            return ours.process(annotations, round);
          }
        };
    Check.compile(
        List.of(),
        List.of(spy),
        file(
            "class Outer { static class Inner {" + NETWORK + PREDICTIONS + LOSS + TRAIN_OP + "} }"),
        COMPLETE,
        type("class Broken", NETWORK));
    assertEquals(
        List.of(
            List.of("p.Outer_InnerSpecFactory", "p.Outer.Inner"),
            List.of("p.MSpecFactory", "p.M"),
            List.of("p.BrokenSpecFactory", "p.Broken")),
        origins);
    try (InputStream in =
        EstimatorProcessor.class.getResourceAsStream(
            "/META-INF/gradle/incremental.annotation.processors")) {
      assertEquals(
          EstimatorProcessor.class.getName() + ",isolating\n",
          new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static ProcessingEnvironment spying(
      ProcessingEnvironment environment, List<List<String>> origins) {
    Filer filer =
        proxy(
            Filer.class,
            environment.getFiler(),
            (method, arguments) -> {
              List<String> call = new ArrayList<>(List.of(arguments[0].toString()));
              Arrays.stream((Element[]) arguments[1]).forEach(e -> call.add(e.toString()));
              origins.add(call);
            });
    ProcessingEnvironment copy =
        (ProcessingEnvironment)
            Proxy.newProxyInstance(
                ProcessorTest.class.getClassLoader(),
                new Class<?>[] {ProcessingEnvironment.class},
                (self, method, arguments) ->
                    method.getName().equals("getFiler")
                        ? filer
                        : invoke(environment, method, arguments));
    return copy;
  }

  private interface Seen {
    void call(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, T target, Seen seen) {
    return type.cast(
        Proxy.newProxyInstance(
            ProcessorTest.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              seen.call(method.getName(), arguments);
              return invoke(target, method, arguments);
            }));
  }

  private static Object invoke(Object target, java.lang.reflect.Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Test
  void runtimeMissing() throws Exception {
    Path annotations =
        Path.of(ModelFn.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path only = annotations;
    if (Files.isDirectory(annotations)
        && Files.exists(annotations.resolve("org/estimator4j/spec"))) {
      only = copyOfAnnotations(annotations);
    }
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new EstimatorProcessor())
            .withClasspath(List.of(only.toFile()))
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

  @TempDir Path directory;

  private Path copyOfAnnotations(Path from) throws IOException {
    Path home = Files.createDirectories(directory.resolve("only/org/estimator4j/annotation"));
    try (Stream<Path> files = Files.list(from.resolve("org/estimator4j/annotation"))) {
      for (Path file : files.toList()) {
        Files.copy(file, home.resolve(file.getFileName().toString()));
      }
    }
    return directory.resolve("only");
  }

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

  private Compilation compileBesideClasses(String source) {
    List<File> path = new ArrayList<>(List.of(directory.toFile()));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      path.add(new File(entry));
    }
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

  private List<String> beside(String source) {
    List<String> messages =
        compileBesideClasses(source).errors().stream()
            .map(error -> error.getMessage(null))
            .toList();
    assertFalse(messages.toString().contains("internal-error"), messages::toString);
    return messages;
  }
}
