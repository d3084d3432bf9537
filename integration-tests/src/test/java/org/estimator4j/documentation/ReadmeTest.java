package org.estimator4j.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.estimator4j.packaging.Artifacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what there is. */
class ReadmeTest {

  @TempDir Path folder;

  private static String readme() throws IOException {
    return Files.readString(Artifacts.root().resolve("README.md"));
  }

  @Test
  void theFirstTwoShellBlocksAreOneCommandEach() throws IOException {
    List<String> blocks =
        Pattern.compile("^```sh\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(readme())
            .results()
            .map(match -> match.group(1))
            .toList();
    for (String block : blocks.subList(0, 2)) {
      assertEquals(1, block.lines().count(), block);
      assertTrue(block.startsWith("mvn "), block);
    }
  }

  @Test
  void theOutputForAMissingLossIsTheCompilers() throws IOException {
    Path model = Artifacts.root().resolve("samples/src/main/java/org/estimator4j/samples/digits");
    String source = Files.readString(model.resolve("DigitsClassifier.java"));
    String withoutLoss = source.replaceFirst("(?s)  @Loss\\n.*?\\n  }\\n\\n", "");
    assertNotEquals(source, withoutLoss);
    Path file = folder.resolve("DigitsClassifier.java");
    Files.writeString(file, withoutLoss);

    Matcher shown =
        Pattern.compile("^```text\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(readme());
    assertTrue(shown.find());
    assertEquals(shown.group(1).strip(), javac(file).replace(folder + "/", "").strip());
  }

  @Test
  void theGeneratedCodeThatIsShownIsWhatIsGenerated() throws IOException {
    Matcher shown =
        Pattern.compile("^```java generated\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(Files.readString(Artifacts.root().resolve("docs/generated-code.md")));
    assertTrue(shown.find());
    Path generated =
        Artifacts.root()
            .resolve("samples/target/generated-sources/annotations/org/estimator4j/samples")
            .resolve("digits/DigitsClassifierSpecFactory.java");
    assertTrue(Files.readString(generated).contains(shown.group(1)), shown.group(1));
  }

  /** What javac prints, on the command line. */
  private String javac(Path file) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter printed = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
      compiler
          .getTask(
              printed,
              files,
              null,
              List.of(
                  "-d",
                  folder.toString(),
                  "-classpath",
                  System.getProperty("java.class.path"),
                  "-processorpath",
                  Artifacts.jar("processor").toString()),
              null,
              files.getJavaFileObjects(file))
          .call();
    }
    return printed.toString();
  }
}
