package org.estimator4j.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SampleArgsTest {

  @Test
  void readsNumbersAndPaths() {
    SampleArgs args = SampleArgs.parse(new String[] {"--steps=7"}, Set.of("steps", "dir"));
    assertEquals(7, args.number("steps", 1));
    assertEquals(Path.of("here"), args.path("dir", Path.of("here")));
  }

  @Test
  void anUnknownArgumentIsExplained() {
    assertEquals(
        "unknown argument '--setps=7'; write --name=value with one of [steps]",
        assertThrows(
                IllegalArgumentException.class,
                () -> SampleArgs.parse(new String[] {"--setps=7"}, Set.of("steps")))
            .getMessage());
  }
}
