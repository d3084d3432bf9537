package org.estimator4j.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.estimator4j.format.internal.Durable;
import org.estimator4j.format.internal.FileTree;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory that is called by the second of its making and is complete as soon as it has that
 * name: it is filled and synced under another one, which servers that list numbers do not see, and
 * then renamed in one step.
 */
final class TimestampedDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(TimestampedDirectory.class);

  /** What an export that was killed leaves behind is removed by a later one. */
  private static final Duration ABANDONED = Duration.ofHours(1);

  private static final Pattern PENDING = Pattern.compile("temp-\\d{10}-\\d+-.*");
  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  private final Path base;
  private final Clock clock;

  /** Fills the directory. */
  interface Filling {
    void fill(Path directory) throws IOException;
  }

  TimestampedDirectory(Path base, Clock clock) {
    this.base = base;
    this.clock = clock;
  }

  /** Makes the directory and gives its path. */
  Path create(Filling filling) throws IOException {
    Files.createDirectories(base);
    removeAbandoned();
    long now = clock.instant().getEpochSecond();
    Path pending =
        Files.createTempDirectory(base, "temp-" + now + "-" + ProcessHandle.current().pid() + "-");
    boolean done = false;
    try {
      openToOthers(pending);
      filling.fill(pending);
      sync(pending);
      Path directory = rename(pending, now);
      Durable.syncDirectory(base);
      done = true;
      return directory;
    } finally {
      if (!done) {
        deleteQuietly(pending);
      }
    }
  }

  /** A temporary directory is the owner's alone; a model is for servers under other users. */
  private static void openToOthers(Path pending) throws IOException {
    if (!WINDOWS) {
      Path like = Files.createDirectory(pending.resolve("permissions"));
      Files.setPosixFilePermissions(pending, Files.getPosixFilePermissions(like));
      Files.delete(like);
    }
  }

  /** To the first second, from now on, that no other export has taken. */
  private Path rename(Path pending, long now) throws IOException {
    for (long second = now; ; second++) {
      Path directory = base.resolve(Long.toString(second));
      if (Files.exists(directory)) {
        continue;
      }
      try {
        Durable.rename(pending, directory);
        return directory;
      } catch (IOException e) {
        if (!Files.exists(directory)) {
          throw e;
        }
        LOG.debug("{} was taken by another export", directory, e);
      }
    }
  }

  private void removeAbandoned() throws IOException {
    Instant limit = clock.instant().minus(ABANDONED);
    try (Stream<Path> entries = Files.list(base)) {
      for (Path entry : entries.toList()) {
        String name = String.valueOf(entry.getFileName());
        if (PENDING.matcher(name).matches() && isOlder(entry, limit)) {
          LOG.info("removing {}, which an interrupted export has left", entry);
          deleteQuietly(entry);
        }
      }
    }
  }

  /** Not if it is renamed or deleted meanwhile: then another export is at work on it. */
  private static boolean isOlder(Path entry, Instant limit) {
    try {
      return newest(entry).isBefore(limit);
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("{} is left alone", entry, e);
      return false;
    }
  }

  private static Instant newest(Path directory) throws IOException {
    Instant newest = Instant.MIN;
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.toList()) {
        Instant time = Files.getLastModifiedTime(file).toInstant();
        newest = time.isAfter(newest) ? time : newest;
      }
    }
    return newest;
  }

  private static void sync(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.toList()) {
        if (Files.isDirectory(file)) {
          Durable.syncDirectory(file);
        } else {
          Durable.sync(file);
        }
      }
    }
  }

  private static void deleteQuietly(Path directory) {
    try {
      FileTree.delete(directory);
    } catch (NoSuchFileException e) {
      LOG.debug("{} is gone already", directory, e);
    } catch (IOException e) {
      LOG.warn("cannot remove {}: {}", directory, e.toString());
    }
  }
}
