package org.estimator4j.kotlinuse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.estimator4j.packaging.Artifacts;
import org.jetbrains.kotlin.abi.tools.AbiFilters;
import org.jetbrains.kotlin.abi.tools.AbiTools;
import org.junit.jupiter.api.Test;

/**
 * What compiled users of the Kotlin module are linked to is what {@code api/} says. A line that
 * goes away breaks them: change the file only with that in mind, by {@code
 * -Destimator4j.api=write}.
 */
class BinaryApiTest {

  @Test
  void theJarHasTheApiOfTheFile() throws IOException {
    StringBuilder dump = new StringBuilder();
    AbiTools.Companion.getInstance(getClass().getClassLoader())
        .printJvmDump(
            dump,
            List.of(Artifacts.jar("kotlin").toFile()),
            new AbiFilters(Set.of(), Set.of(), Set.of(), Set.of()));
    Path file = Artifacts.root().resolve("kotlin/api/estimator4j-kotlin.api");
    if ("write".equals(System.getProperty("estimator4j.api"))) {
      Files.writeString(file, dump);
    }
    assertEquals(Files.readString(file), dump.toString());
  }
}
