package org.estimator4j.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens the artifacts as they would be deployed, which no test of classes on a class path sees. */
class PackedJarsTest {
  private static final int JAVA_17 = 61;

  @ParameterizedTest
  @CsvSource({
    "annotations, org/estimator4j/annotation/",
    "runtime, org/estimator4j/",
    "kotlin, org/estimator4j/kotlin/",
    "processor, org/estimator4j/processor/"
  })
  void holdsOnlyItsOwnPackages(String module, String packages) throws IOException {
    try (JarFile jar = jar(module)) {
      List<String> foreign =
          files(jar).stream()
              .filter(name -> !name.startsWith(packages) && !name.startsWith("META-INF/"))
              .toList();
      assertEquals(List.of(), foreign);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"annotations", "runtime", "kotlin", "processor"})
  void runsOnJava17(String module) throws IOException {
    try (JarFile jar = jar(module)) {
      List<String> classes = files(jar).stream().filter(name -> name.endsWith(".class")).toList();
      assertTrue(!classes.isEmpty(), "no class at all");
      for (String name : classes) {
        int major = ByteBuffer.wrap(read(jar, name)).getShort(6);
        assertTrue(major <= JAVA_17, () -> name + " has class file version " + major);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "annotations, org.estimator4j.annotations",
    "runtime, org.estimator4j.runtime",
    "kotlin, org.estimator4j.kotlin",
    "processor, org.estimator4j.processor"
  })
  void namesItsModule(String module, String name) throws IOException {
    try (JarFile jar = jar(module)) {
      assertEquals(name, jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"annotations", "runtime", "kotlin", "processor"})
  void carriesItsLicence(String module) throws IOException {
    try (JarFile jar = jar(module)) {
      assertTrue(text(jar, "META-INF/LICENSE").contains("Apache License"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"annotations", "runtime", "processor"})
  void comesWithSourcesAndJavadoc(String module) throws IOException {
    try (JarFile sources = jar(module, "-sources");
        JarFile javadoc = jar(module, "-javadoc")) {
      assertTrue(files(sources).stream().anyMatch(name -> name.endsWith(".java")));
      assertTrue(files(javadoc).contains("index.html"));
    }
  }

  @Test
  void annotationsDependOnNothing() throws IOException {
    assertEquals(Set.of(), new PublishedPom("annotations").dependencies());
  }

  @Test
  void processorPutsNothingElseOnThePathOfItsUsers() throws IOException {
    assertEquals(Set.of(), new PublishedPom("processor").dependenciesOfUsers());
  }

  /** Beside the JDK only what is asked for where it is there: Kotlin, of whoever uses it. */
  @Test
  void processorNeedsNoOtherLibrary() throws IOException {
    StringWriter printed = new StringWriter();
    PrintWriter out = new PrintWriter(printed, true);
    int code =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(
                out,
                out,
                "--multi-release",
                "base",
                "--ignore-missing-deps",
                "-verbose:package",
                "-filter:none",
                Artifacts.jar("processor").toString());
    assertEquals(0, code, printed::toString);
    List<String> foreign =
        printed
            .toString()
            .lines()
            .filter(line -> line.startsWith(" ") && line.contains(" -> "))
            .map(line -> line.substring(line.indexOf(" -> ") + 4).split(" ", -1)[0])
            .filter(name -> !name.matches("(java|javax|org\\.estimator4j\\.processor|kotlin)\\b.*"))
            .filter(name -> !name.equals("org.jspecify.annotations"))
            .distinct()
            .toList();
    assertEquals(List.of(), foreign);
    assertTrue(printed.toString().contains("kotlin.metadata"), printed::toString);
    try (JarFile jar = jar("processor")) {
      assertTrue(
          files(jar).contains("org/estimator4j/processor/shaded/javapoet/JavaFile.class"),
          "JavaPoet is not inside");
    }
  }

  @Test
  void processorIsFoundByJavacAndDeclaredIsolatingToGradle() throws IOException {
    String processor = "org.estimator4j.processor.EstimatorProcessor";
    try (JarFile jar = jar("processor")) {
      assertAll(
          () -> assertTrue(files(jar).contains(processor.replace('.', '/') + ".class")),
          () ->
              assertEquals(
                  processor,
                  text(jar, "META-INF/services/javax.annotation.processing.Processor").strip()),
          () ->
              assertEquals(
                  processor + ",isolating",
                  text(jar, "META-INF/gradle/incremental.annotation.processors").strip()));
    }
  }

  @Test
  void bomManagesOursAndNothingElse() throws IOException {
    PublishedPom bom = new PublishedPom("bom");
    assertEquals(
        Set.of(
            "org.estimator4j:estimator4j-annotations",
            "org.estimator4j:estimator4j-kotlin",
            "org.estimator4j:estimator4j-processor",
            "org.estimator4j:estimator4j-runtime"),
        bom.managedDependencies());
    assertTrue(!bom.hasParent(), "who imports the BOM imports what its parent manages, too");
  }

  private static JarFile jar(String module) throws IOException {
    return jar(module, "");
  }

  private static JarFile jar(String module, String classifier) throws IOException {
    return new JarFile(Artifacts.jar(module, classifier).toFile());
  }

  private static Set<String> files(JarFile jar) {
    Set<String> names = new TreeSet<>();
    jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName).forEach(names::add);
    return names;
  }

  private static String text(JarFile jar, String name) throws IOException {
    return new String(read(jar, name), UTF_8);
  }

  private static byte[] read(JarFile jar, String name) throws IOException {
    JarEntry entry = jar.getJarEntry(name);
    assertTrue(entry != null, () -> "not in the jar: " + name);
    return jar.getInputStream(entry).readAllBytes();
  }
}
