package org.estimator4j.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Directories that appear whole, whoever else exports into the same base. */
class TimestampedDirectoryTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

  @TempDir Path dir;

  private Path base = Path.of("");

  @BeforeEach
  void name() {
    base = dir.resolve("export");
  }

  private Path create(TimestampedDirectory.Filling filling) throws IOException {
    return new TimestampedDirectory(base, Clock.fixed(NOW, ZoneOffset.UTC)).create(filling);
  }

  private static void fill(Path directory, String text) throws IOException {
    Path variables = Files.createDirectory(directory.resolve("variables"));
    for (int i = 0; i < 4; i++) {
      Files.writeString(variables.resolve("part-" + i), text);
    }
  }

  private Set<String> entries() throws IOException {
    try (Stream<Path> entries = Files.list(base)) {
      return new HashSet<>(entries.map(entry -> String.valueOf(entry.getFileName())).toList());
    }
  }

  /** A directory of this age with a file of that age. */
  private Path leftBehind(String name, Duration age, Duration ageOfFile) throws IOException {
    Path left = Files.createDirectories(base.resolve(name));
    Path file = Files.writeString(left.resolve("saved_model.pb"), "half");
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(ageOfFile)));
    Files.setLastModifiedTime(left, FileTime.from(NOW.minus(age)));
    return left;
  }

  @Test
  void itIsSeenUnderItsNameOnlyWhenItIsWhole() throws IOException {
    Path made =
        create(
            pending -> {
              assertEquals(Set.of(String.valueOf(pending.getFileName())), entries());
              assertTrue(
                  pending.getFileName().toString().startsWith("temp-1700000000-"),
                  pending.toString());
              fill(pending, "whole");
            });
    assertEquals(base.resolve("1700000000"), made);
    assertEquals(Set.of("1700000000"), entries());
    assertEquals("whole", Files.readString(made.resolve("variables/part-3")));
  }

  @Test
  void aFailureLeavesNothing() throws IOException {
    IOException failure = new IOException("no space");
    assertEquals(
        failure,
        assertThrows(
            IOException.class,
            () ->
                create(
                    pending -> {
                      fill(pending, "half");
                      throw failure;
                    })));
    assertEquals(Set.of(), entries());
  }

  @Test
  void whatAnInterruptedExportLeftIsRemovedAfterAnHour() throws IOException {
    Duration old = Duration.ofMinutes(61);
    leftBehind("temp-1699990000-7-abandoned", old, old);
    leftBehind("temp-1699990000-7-young", Duration.ofMinutes(59), Duration.ofMinutes(59));
    leftBehind("temp-1699990000-7-written", old, Duration.ofMinutes(1));
    leftBehind("temp-of-somebody-else", old, old);
    leftBehind("1699990000", old, old);
    create(pending -> fill(pending, "new"));
    assertEquals(
        Set.of(
            "temp-1699990000-7-young",
            "temp-1699990000-7-written",
            "temp-of-somebody-else",
            "1699990000",
            "1700000000"),
        entries());
  }

  /** A link to nowhere stands for what another export renames between listing and looking. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links are not for everybody there")
  void whatIsGoneMeanwhileIsLeftAlone() throws IOException {
    Files.createDirectories(base);
    Files.createSymbolicLink(base.resolve("temp-1699990000-7-gone"), dir.resolve("nowhere"));
    leftBehind("temp-1699990000-8-abandoned", Duration.ofHours(2), Duration.ofHours(2));
    create(pending -> fill(pending, "new"));
    assertEquals(Set.of("temp-1699990000-7-gone", "1700000000"), entries());
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "permissions are others there")
  void othersMayReadIt() throws IOException {
    Path like = Files.createDirectory(dir.resolve("like"));
    Path made =
        create(
            pending -> {
              assertEquals(Set.of(), contents(pending), "nothing of ours is in it");
              fill(pending, "new");
            });
    assertEquals(Files.getPosixFilePermissions(like), Files.getPosixFilePermissions(made));
  }

  private static Set<Path> contents(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return new HashSet<>(files.toList());
    }
  }

  @Test
  void theSecondOfASecondIsCalledByTheNext() throws IOException {
    assertEquals(base.resolve("1700000000"), create(pending -> fill(pending, "first")));
    assertEquals(base.resolve("1700000001"), create(pending -> fill(pending, "second")));
    assertEquals("first", Files.readString(base.resolve("1700000000/variables/part-0")));
    assertEquals("second", Files.readString(base.resolve("1700000001/variables/part-0")));
  }

  @Test
  void manyExportAtOnce() throws Exception {
    int threads = 6;
    int each = 12;
    CountDownLatch ready = new CountDownLatch(threads);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    Set<Path> made = new HashSet<>();
    try {
      List<Future<List<Path>>> results = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        String text = "of " + thread;
        results.add(
            executor.submit(
                () -> {
                  ready.countDown();
                  ready.await();
                  List<Path> mine = new ArrayList<>();
                  for (int i = 0; i < each; i++) {
                    mine.add(create(pending -> fill(pending, text)));
                  }
                  return mine;
                }));
      }
      for (int thread = 0; thread < threads; thread++) {
        for (Path directory : results.get(thread).get()) {
          assertTrue(made.add(directory), directory + " was made twice");
          assertEquals("of " + thread, Files.readString(directory.resolve("variables/part-3")));
        }
      }
    } finally {
      executor.shutdownNow();
    }
    assertEquals(threads * each, made.size());
    assertEquals(threads * each, entries().size(), "nothing else is left");
  }
}
