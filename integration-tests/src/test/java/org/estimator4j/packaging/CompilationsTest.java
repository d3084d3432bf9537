package org.estimator4j.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packed processor as javac's command line knows it: paths, modules, neighbours, stale files.
 */
class CompilationsTest {

  private static final List<String> RUNTIME =
      List.of(
          "estimator4j-annotations",
          "estimator4j-runtime",
          "tensorflow-core-api",
          "tensorflow-core-native",
          "ndarray",
          "javacpp",
          "protobuf",
          "gson",
          "fastcsv",
          "slf4j",
          "jspecify");

  private static final String MODEL =
      """
      package m;
      import org.estimator4j.annotation.*;
      import org.tensorflow.Operand;
      import org.tensorflow.types.*;
      %s
      public class M {
        %s
        @ModelFn(modes = Mode.PREDICT)
        Operand<TFloat32> logits(@Feature(shape = {-1, 2}) Operand<TFloat32> x) { return x; }
        @Predictions
        Operand<TFloat32> same(Operand<TFloat32> logits) { return logits; }
      }
      """;

  @TempDir Path folder;

  private Path output() throws IOException {
    return Files.createDirectories(folder.resolve("out"));
  }

  private Path model() throws IOException {
    return Javac.write(folder, "m/M.java", MODEL.formatted("", ""));
  }

  private static Path processor() {
    return Artifacts.jar("processor");
  }

  private void assertFactory() throws IOException {
    assertTrue(Files.exists(output().resolve("m/MSpecFactory.class")), folder::toString);
  }

  @Test
  void onTheProcessorPath() throws Exception {
    Javac.Answer answer =
        Javac.javac(
            "-cp", Javac.jars(RUNTIME), "-processorpath", processor(), "-d", output(), model());
    assertEquals("", answer.text());
    assertFactory();
  }

  /** The only way on a class path of JDK 23 and later. */
  @Test
  void onTheClassPathWithProcFull() throws Exception {
    Javac.Answer answer =
        Javac.javac(
            "-proc:full",
            "-cp",
            Javac.path(Javac.jars(RUNTIME), processor()),
            "-d",
            output(),
            model());
    assertEquals("", answer.text());
    assertFactory();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void besideLombok(boolean lombokFirst) throws Exception {
    String lombok = Javac.jars(List.of("lombok"));
    Path model =
        Javac.write(
            folder,
            "m/M.java",
            MODEL.formatted(
                "@lombok.Getter @lombok.RequiredArgsConstructor", "private final float rate;"));
    Path user =
        Javac.write(
            folder,
            "m/User.java",
            "package m; class User { float r = new M(1f).getRate(); Object f = new MSpecFactory(new"
                + " M(2f)); }");
    Javac.Answer answer =
        Javac.javac(
            "-cp",
            Javac.path(Javac.jars(RUNTIME), lombok),
            "-processorpath",
            lombokFirst ? Javac.path(lombok, processor()) : Javac.path(processor(), lombok),
            "-d",
            output(),
            model,
            user);
    assertEquals(0, answer.code(), answer::text);
    assertFactory();
  }

  /** As an IDE does: the same class again, over what the last time left behind. */
  @Test
  void compilesAgainOverItsOwnOutput() throws Exception {
    for (int i = 0; i < 3; i++) {
      Javac.Answer answer =
          Javac.javac(
              "-cp",
              Javac.path(Javac.jars(RUNTIME), output()),
              "-processorpath",
              processor(),
              "-s",
              output(),
              "-d",
              output(),
              model());
      assertEquals("", answer.text());
      assertFactory();
    }
  }

  @Test
  void modularApplicationTrains() throws Exception {
    Path sides = Javac.write(folder, "src/com/example/Sides.java", text("Sides.txt"));
    Path module = Javac.write(folder, "src/module-info.java", text("module-info.txt"));
    String modules = Javac.jars(RUNTIME);
    Javac.Answer compiled =
        Javac.javac("-p", modules, "--processor-path", processor(), "-d", output(), module, sides);
    assertEquals(0, compiled.code(), compiled::text);
    Javac.Answer run =
        Javac.run(
            "java",
            "-p",
            Javac.path(output(), modules),
            "--add-modules",
            "ALL-MODULE-PATH",
            "--add-opens",
            "tensorflow/org.tensorflow=org.estimator4j.runtime",
            "-m",
            "com.example.modular/com.example.Sides",
            folder.resolve("model"));
    assertTrue(run.text().contains("com.example.modular trained"), run::text);
  }

  private static String text(String name) throws IOException {
    try (InputStream in = CompilationsTest.class.getResourceAsStream("/modular/" + name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
