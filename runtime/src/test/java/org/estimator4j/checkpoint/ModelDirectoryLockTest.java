package org.estimator4j.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One writer at a time, in this JVM and in others. */
class ModelDirectoryLockTest {

  @TempDir Path directory;

  @Test
  void secondInThisJvmIsToldWhoHasIt() throws IOException {
    try (ModelDirectoryLock lock = ModelDirectoryLock.acquire(directory)) {
      assertEquals(directory.toRealPath(), lock.directory());
      String message =
          assertThrows(
                  ModelDirectoryInUseException.class,
                  () ->
                      ModelDirectoryLock.acquire(
                          directory.resolve("../" + directory.getFileName())))
              .getMessage();
      assertTrue(
          message.contains(
              "is being written by this JVM (process "
                  + ProcessHandle.current().pid()
                  + ", thread '"
                  + Thread.currentThread().getName()
                  + "', since 20"),
          message);
      assertTrue(
          message.endsWith(
              "; one writer at a time: wait for it, close it, or use another" + " directory"),
          message);
    }
    ModelDirectoryLock.acquire(directory).close();
  }

  @Test
  void linkToTheDirectoryIsTheDirectory() throws IOException {
    Path link = directory.resolveSibling(directory.getFileName() + "-link");
    try {
      Files.createSymbolicLink(link, directory);
    } catch (FileSystemException | UnsupportedOperationException e) {
      Assumptions.abort("no links here: " + e);
    }
    try (ModelDirectoryLock lock = ModelDirectoryLock.acquire(link)) {
      assertEquals(directory.toRealPath(), lock.directory());
      assertThrows(ModelDirectoryInUseException.class, () -> ModelDirectoryLock.acquire(directory));
    } finally {
      Files.delete(link);
    }
  }

  @Test
  void closingTwiceDoesNotTakeTheLockOfTheNext() {
    ModelDirectoryLock first = ModelDirectoryLock.acquire(directory);
    first.close();
    try (ModelDirectoryLock second = ModelDirectoryLock.acquire(directory)) {
      first.close();
      assertThrows(ModelDirectoryInUseException.class, () -> ModelDirectoryLock.acquire(directory));
      assertEquals(second.directory(), first.directory());
    }
  }
}
