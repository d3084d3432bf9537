package org.estimator4j.processor;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.estimator4j.annotation.ModelFn;

/** Class paths that differ from the one of the tests. */
final class ClassPaths {

  private ClassPaths() {}

  /** Everything on the path of the tests. Surefire's is one jar whose manifest names the others. */
  static List<File> entries() throws IOException {
    List<File> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      File file = new File(entry);
      entries.add(file);
      if (file.getName().startsWith("surefirebooter")) {
        entries.remove(file);
        try (JarFile jar = new JarFile(file)) {
          String path = jar.getManifest().getMainAttributes().getValue("Class-Path");
          for (String url : path.split(" ", -1)) {
            entries.add(new File(file.toURI().resolve(url)));
          }
        }
      }
    }
    return entries;
  }

  /** The annotations and nothing else; copied, if they lie in one folder with more. */
  static File annotationsAlone(Path scratch) throws IOException, URISyntaxException {
    Path home = Path.of(ModelFn.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (!Files.isDirectory(home) || !Files.exists(home.resolve("org/estimator4j/spec"))) {
      return home.toFile();
    }
    Path only = Files.createDirectories(scratch.resolve("only/org/estimator4j/annotation"));
    try (Stream<Path> files = Files.list(home.resolve("org/estimator4j/annotation"))) {
      for (Path file : files.toList()) {
        Files.copy(file, only.resolve(file.getFileName().toString()));
      }
    }
    return scratch.resolve("only").toFile();
  }
}
