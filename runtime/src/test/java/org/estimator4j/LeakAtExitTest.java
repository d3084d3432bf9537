package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.estimator4j.config.RunConfig;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A program with the switch on says at its end what it did not close, and where that was opened.
 */
class LeakAtExitTest {

  @TempDir Path dir;

  /** Forgets to close the estimator, unless it is told otherwise. */
  static final class Program {

    private Program() {}

    public static void main(String[] args) {
      Estimator estimator = Estimator.of(new RingModel(), RunConfig.inDir(Path.of(args[0])));
      estimator.train(RingModel.rows(64).batch(32));
      if (Boolean.parseBoolean(args[1])) {
        estimator.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsLeftOpenIsNamed(boolean closes) throws Exception {
    Path log = dir.resolve("log");
    Process process =
        ChildJvm.startWith(
            "-Destimator4j.leaks=true", Program.class, log, dir.resolve("model"), closes);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    String text = Files.readString(log);
    assertEquals(0, process.exitValue(), text);
    if (closes) {
      assertFalse(text.contains("never closed"), text);
    } else {
      assertTrue(text.contains("native holders were never closed: "), text);
      assertTrue(text.contains("ModelGraph was opened here"), text);
      assertTrue(text.contains("NativeSession was opened here"), text);
      assertTrue(text.contains("LeakAtExitTest$Program.main(LeakAtExitTest.java:"), text);
    }
  }
}
