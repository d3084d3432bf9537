package org.estimator4j.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.estimator4j.packaging.Artifacts;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every snippet compiles: as a class of its own, as members of a class, as statements, as an
 * expression, or as a parameter. What a snippet takes for granted is in {@link #PRELUDE}.
 */
class SnippetsTest {

  private static final String IMPORTS =
      """
      import java.nio.file.*;
      import java.time.*;
      import java.util.*;
      import java.util.stream.*;
      import org.estimator4j.*;
      import org.estimator4j.annotation.*;
      import org.estimator4j.annotation.Output;
      import org.estimator4j.checkpoint.*;
      import org.estimator4j.config.*;
      import org.estimator4j.export.*;
      import org.estimator4j.feature.*;
      import org.estimator4j.graph.*;
      import org.estimator4j.hook.*;
      import org.estimator4j.input.*;
      import org.estimator4j.nn.initializer.*;
      import org.estimator4j.nn.layer.*;
      import org.estimator4j.nn.loss.*;
      import org.estimator4j.nn.metric.*;
      import org.estimator4j.nn.optimizer.*;
      import org.estimator4j.nn.preprocessing.*;
      import org.estimator4j.nn.regularizer.*;
      import org.estimator4j.nn.schedule.*;
      import org.estimator4j.serve.*;
      import org.estimator4j.progress.*;
      import org.estimator4j.session.*;
      import org.estimator4j.spec.*;
      import org.estimator4j.summary.*;
      import org.estimator4j.tensorflow.OpenHandles;
      import org.tensorflow.Operand;
      import org.tensorflow.ndarray.Shape;
      import org.tensorflow.op.*;
      import org.tensorflow.op.core.Placeholder;
      import org.tensorflow.types.*;
      import org.tensorflow.types.family.*;
      import static org.estimator4j.TrainOption.*;
      """;

  private static final String PRELUDE =
      """
        Path modelDir, savedModel;
        RunConfig config;
        float[][] measurements, pixels;
        int[] species, digits;
        float learningRate;
        Estimator estimator;
        Input trainInput, testInput, test, newFlowers;
        Operand<TFloat32> x;
        Layers layers;
        ModelGraph graph;
        Ops tf;
        org.slf4j.Logger log;
      """;

  private static final Pattern TYPE =
      Pattern.compile(
          "^(?:public )?(?:final )?(?:class|record|interface) (\\w+)", Pattern.MULTILINE);

  @TempDir static Path output;

  /** Classes of the documents, which other snippets use, compiled as they stand. */
  private static void compileClasses(List<Snippet> snippets) throws IOException {
    for (Snippet snippet : snippets) {
      if (isClass(snippet)) {
        assertEquals(
            List.of(), asClass(snippet), () -> snippet + " does not compile as a class of its own");
      }
    }
  }

  private static boolean isClass(Snippet snippet) {
    return snippet.code().startsWith("public final class");
  }

  private static List<String> asClass(Snippet snippet) throws IOException {
    Matcher matcher = TYPE.matcher(snippet.code());
    assertTrue(matcher.find());
    return new SnippetCompiler(output)
        .compile(matcher.group(1) + ".java", IMPORTS + snippet.code());
  }

  @TestFactory
  List<DynamicTest> compile() throws IOException {
    Path root = Artifacts.root();
    List<Snippet> snippets = new ArrayList<>(Snippet.inMarkdown(root));
    compileClasses(snippets);
    snippets.addAll(Snippet.inJavadoc(root));
    assertTrue(snippets.size() > 20, "only " + snippets.size() + " snippets were found");
    return snippets.stream()
        .map(snippet -> DynamicTest.dynamicTest(snippet.toString(), () -> check(snippet)))
        .toList();
  }

  private static void check(Snippet snippet) throws IOException {
    if (isClass(snippet)) {
      return; // compiled before the others
    }
    String code = snippet.code();
    List<String> forms =
        List.of(
            code,
            "void body() throws Exception {\n" + code + "\n}",
            "Object value() { return\n" + code.strip().replaceAll(";$", "") + "; }",
            "void method(\n" + code.strip() + ") {}",
            code + " return null; }");
    StringBuilder problems = new StringBuilder();
    for (String form : forms) {
      List<String> errors = compileMembers(form);
      if (errors.isEmpty()) {
        return;
      }
      problems.append("\n--- as\n").append(form).append('\n').append(String.join("\n", errors));
    }
    fail(snippet.file() + ":" + snippet.line() + " does not compile" + problems);
  }

  /** Without our processor's rules: a single role is no model. */
  private static List<String> compileMembers(String members) throws IOException {
    String source = IMPORTS + "abstract class Sample {\n" + PRELUDE + members + "\n}\n";
    return new SnippetCompiler(output)
        .compile("Sample.java", source).stream()
            .filter(error -> !error.contains("[estimator4j:"))
            .toList();
  }

  /** The test above must be able to fail. */
  @Test
  void whatDoesNotCompileIsFound() throws IOException {
    assertFalse(compileMembers("void body() { Estimator.fly(); }").isEmpty());
    assertEquals(List.of(), compileMembers("void body() { Params.empty(); }"));
  }
}
