package org.estimator4j.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kotlin through kapt, by the compilers that profile {@code long} puts into folders named by their
 * versions: the oldest that is supported, and the newest.
 */
@EnabledIfSystemProperty(named = "estimator4j.kotlin", matches = ".+")
class KaptTest {

  private static final Path COMPILERS = Path.of(System.getProperty("estimator4j.kotlin", ""));
  private static final String KAPT = "plugin:org.jetbrains.kotlin.kapt3:";

  /** Since this version annotations are in the metadata. */
  private static final String SINCE = "2.4";

  private static final String IMPORTS =
      """
      import org.estimator4j.annotation.*
      import org.estimator4j.nn.layer.*
      import org.estimator4j.nn.loss.*
      import org.estimator4j.nn.optimizer.*
      import org.estimator4j.session.*
      import org.tensorflow.Operand
      import org.tensorflow.op.Ops
      import org.tensorflow.types.*
      """;

  @TempDir Path folder;

  /** Where the newest compilation wrote. */
  private Path output;

  static List<String> versions() throws IOException {
    try (Stream<Path> folders = Files.list(COMPILERS)) {
      return folders.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void goodModelsWork(String version) throws Exception {
    Javac.Answer answer = kapt(version, true, Map.of("Good", resource("Good.kt")));
    assertEquals(List.of(), errors(answer), answer::text);
    String digits = Files.readString(output.resolve("sources/p/DigitsSpecFactory.java"));
    for (String call :
        List.of(
            "model.net$consumer(context.layers(), pixels)",
            "Digits.loss(context.losses(), net.getLogits(), digit)",
            "context.minimize(model.getOptimizer(), loss)",
            ".prediction(\"digit\", answer.getBest())")) {
      assertTrue(digits.contains(call), digits);
    }
    String insider = Files.readString(output.resolve("sources/p/InsiderSpecFactory.java"));
    for (String call :
        List.of(
            "model.said(net.getHidden$consumer())",
            ".prediction(\"best\", said.getOdds$consumer())",
            ".prediction(\"all\", said.getAll())")) {
      assertTrue(insider.contains(call), insider);
    }
    String constant = Files.readString(output.resolve("sources/p/ConstantSpecFactory.java"));
    assertTrue(constant.contains("Operand<TFloat32> odds = model.renamed("), constant);
  }

  @ParameterizedTest
  @MethodSource("versions")
  void faultsAreSaidInKotlinsTerms(String version) throws Exception {
    Javac.Answer answer = kapt(version, true, Map.of("Bad", resource("Bad.kt")));
    boolean known = version.compareTo(SINCE) >= 0;
    List<String> parts = new ArrayList<>();
    parts.add("[estimator4j:suspend-function] Bad.odds is a suspend function.");
    parts.add("[estimator4j:companion-function] Comp.Companion.hooks, annotated @PredictionHooks");
    parts.add("[estimator4j:nullable-result] Comp.logits, annotated @ModelFn, may return null");
    for (String name : List.of("the loss", "optimizer", "hooks")) {
      parts.add(
          known
              ? "The Kotlin function '" + name + "' of Bad is annotated @"
              : "Kapt hands the Kotlin function '" + name + "' of Bad to no annotation processor");
    }
    if (!known) {
      parts.add("[estimator4j:missing-role] Bad has no loss");
    }
    for (String part : parts) {
      // Beside errors, kapt keeps some warnings to itself.
      assertTrue(
          answer.text().contains(part) || (known && part.contains("nullable-result")),
          () -> part + " is missing in\n" + answer.text());
    }
    assertFalse(answer.text().contains("internal-error"), answer::text);
  }

  /** How an example must be compiled to show what it shows. */
  private record Way(String version, boolean library) {

    static Way of(String id) throws IOException {
      return new Way(
          versions().get(id.equals("hidden-function") ? 0 : versions().size() - 1),
          !id.equals("kotlin-metadata"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"failing", "mended"})
  void examplesOfTheDocumentation(String tag) throws Exception {
    Map<Way, Map<String, String>> sources = new LinkedHashMap<>();
    for (Path page : pages()) {
      String id = page.getFileName().toString().replace(".md", "");
      String home = "p_" + id.replace('-', '_');
      for (String example : examples(page, tag)) {
        sources
            .computeIfAbsent(Way.of(id), unused -> new LinkedHashMap<>())
            .put(id, IMPORTS.replaceFirst("^", "package " + home + "\n") + example);
      }
    }
    assertEquals(tag.equals("failing") ? 3 : 2, sources.size(), sources::toString);
    for (Map.Entry<Way, Map<String, String>> way : sources.entrySet()) {
      Javac.Answer answer = kapt(way.getKey().version(), way.getKey().library(), way.getValue());
      Set<String> found =
          Pattern.compile("([a-z-]+)\\.kt:\\S* \\w+: \\[estimator4j:([a-z-]+)]")
              .matcher(answer.text())
              .results()
              .map(result -> result.group(1) + " says " + result.group(2))
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> expected = new TreeSet<>();
      if (tag.equals("failing")) {
        way.getValue().keySet().forEach(id -> expected.add(id + " says " + id));
      }
      assertEquals(expected, found, answer::text);
    }
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(Artifacts.root().resolve("docs/diagnostics"))) {
      return files.sorted().toList();
    }
  }

  private static List<String> examples(Path page, String tag) throws IOException {
    return Pattern.compile(
            "^```kotlin " + tag + "\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
        .matcher(Files.readString(page))
        .results()
        .map(result -> result.group(1))
        .toList();
  }

  private static List<String> errors(Javac.Answer answer) {
    return answer.text().lines().filter(line -> line.startsWith("error: ")).toList();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = KaptTest.class.getResourceAsStream("/kotlin/" + name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private Javac.Answer kapt(String version, boolean library, Map<String, String> sources)
      throws IOException, InterruptedException {
    Path compiler = COMPILERS.resolve(version);
    output = Files.createTempDirectory(folder, "kapt");
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                // It lives for seconds: optimising it costs more than it brings.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                jars(compiler, ""),
                "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
                "-no-stdlib",
                "-no-reflect",
                "-module-name",
                "consumer",
                "-cp",
                Javac.path(
                    consumerClassPath(),
                    jars(compiler, "kotlin-stdlib"),
                    jars(compiler, "annotations-")),
                "-d",
                output.resolve("classes"),
                "-Xplugin=" + jars(compiler, "kotlin-annotation-processing")));
    List<String> options = new ArrayList<>();
    options.add("aptMode=stubsAndApt");
    for (String kind : List.of("sources", "classes", "stubs", "incrementalData")) {
      options.add(kind + "=" + Files.createDirectories(output.resolve(kind)));
    }
    options.add("correctErrorTypes=true");
    options.add("mapDiagnosticLocations=true");
    options.add("apclasspath=" + Artifacts.jar("processor"));
    if (library) {
      Path newest = COMPILERS.resolve(versions().get(versions().size() - 1));
      options.add("apclasspath=" + jars(newest, "kotlin-metadata"));
      options.add("apclasspath=" + jars(newest, "kotlin-stdlib"));
    }
    for (String option : options) {
      arguments.add("-P");
      arguments.add(KAPT + option);
    }
    for (Map.Entry<String, String> source : sources.entrySet()) {
      arguments.add(Javac.write(output, source.getKey() + ".kt", source.getValue()));
    }
    return Javac.run("java", arguments.toArray());
  }

  /** Without the library that reads metadata: kapt shows processors what consumers compile with. */
  private static String consumerClassPath() {
    return Javac.classPath().stream()
        .filter(jar -> !new File(jar).getName().startsWith("kotlin-metadata"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The jars in a folder whose names begin so. */
  private static String jars(Path compiler, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(compiler)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .filter(
              file ->
                  !prefix.isEmpty()
                      || !file.getFileName().toString().matches("kotlin-(metadata|annotation).*"))
          .map(Path::toString)
          .sorted()
          .collect(Collectors.joining(File.pathSeparator));
    }
  }
}
