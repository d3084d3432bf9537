package org.estimator4j.packaging;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where this build put what it will publish. */
public final class Artifacts {
  private static final String VERSION = System.getProperty("estimator4j.version");

  private Artifacts() {}

  /** The checkout. */
  public static Path root() {
    return Path.of(System.getProperty("estimator4j.root"));
  }

  public static Path jar(String module) {
    return jar(module, "");
  }

  static Path jar(String module, String classifier) {
    Path target = root().resolve(module).resolve("target");
    return existing(target.resolve("estimator4j-" + module + "-" + VERSION + classifier + ".jar"));
  }

  /** The POM as installed in the scratch repository, which is as it would be deployed. */
  static Path pom(String module) {
    String artifact = "estimator4j-" + module;
    Path repository = Path.of(System.getProperty("estimator4j.repository"));
    return existing(
        repository
            .resolve(Path.of("org", "estimator4j", artifact, VERSION))
            .resolve(artifact + "-" + VERSION + ".pom"));
  }

  private static Path existing(Path file) {
    assertTrue(Files.exists(file), () -> "not built: " + file);
    return file;
  }
}
