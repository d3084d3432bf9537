package org.estimator4j.format.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path directory;

  @Test
  void newContentTakesThePlaceOfOld() throws IOException {
    Path file = directory.resolve("state.json");
    AtomicFile.write(file, "the longer first content");
    AtomicFile.write(file, "second: \u00e4\u20ac");

    assertEquals("second: \u00e4\u20ac", Files.readString(file));
    assertEquals(List.of("state.json"), names());
  }

  @Test
  void aWriteThatFailsLeavesTheOldContentAndNothingElse() throws IOException {
    Path file = Files.createDirectories(directory.resolve("taken"));
    Files.writeString(file.resolve("inside"), "old");

    assertThrows(IOException.class, () -> AtomicFile.write(file, "new"));

    assertEquals("old", Files.readString(file.resolve("inside")));
    assertEquals(List.of("taken"), names());
  }

  @Test
  void aFileWithoutADirectoryInItsPathIsInTheCurrentOne() throws IOException {
    Path file = Path.of("atomic-file-test-" + ProcessHandle.current().pid());
    try {
      AtomicFile.write(file, "here");
      assertEquals("here", Files.readString(file));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  @Test
  void aTreeIsDeletedWithoutFollowingLinks() throws IOException {
    Path kept = Files.writeString(directory.resolve("kept"), "kept");
    Path tree = Files.createDirectories(directory.resolve("tree/inner")).getParent();
    Files.createSymbolicLink(tree.resolve("link"), directory);

    FileTree.delete(tree);
    FileTree.delete(tree);

    assertEquals(List.of("kept"), names());
    assertEquals("kept", Files.readString(kept));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
