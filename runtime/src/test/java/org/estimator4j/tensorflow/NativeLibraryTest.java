package org.estimator4j.tensorflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeLibraryTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x86_64",
    "Linux, aarch64, linux-arm64",
    "Mac OS X, aarch64, macosx-arm64",
    "Mac OS X, x86_64, macosx-x86_64",
    "Windows 11, amd64, windows-x86_64",
    "Linux, riscv64, linux-riscv64"
  })
  void platformsAreNamedAsTheArtifactsAre(String os, String arch, String classifier) {
    assertEquals(classifier, NativeLibrary.classifier(os, arch));
  }

  /** The program that the test below starts. */
  static final class Program {

    private Program() {}

    public static void main(String[] args) {
      NativeLibrary.require();
    }
  }

  @Test
  void aMissingLibraryIsNamed() throws Exception {
    String withoutNatives =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.matches(".*tensorflow-core-native-[0-9.]+-.*\\.jar"))
            .collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                withoutNatives,
                Program.class.getName())
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, process.waitFor(), printed);
    String classifier =
        NativeLibrary.classifier(System.getProperty("os.name"), System.getProperty("os.arch"));
    assertTrue(
        printed.contains(
            "TensorFlow's native library for "
                + classifier
                + " cannot be loaded. It is in org.tensorflow:tensorflow-core-native:1.1.0:"
                + classifier),
        printed);
  }
}
