package org.estimator4j.summary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;

/** The names of event files, by which TensorBoard finds them. */
final class EventFiles {

  private static final String PREFIX = "events.out.tfevents.";

  private EventFiles() {}

  /** A file that was not there before, and where its records go. */
  record Created(Path file, EventSink sink) {}

  /** A new file of this second and this host, in a directory that is made if need be. */
  static Created create(Path directory, Clock clock) {
    try {
      Files.createDirectories(directory);
      String name = PREFIX + clock.instant().getEpochSecond() + "." + HostName.get();
      for (int suffix = 0; ; suffix++) {
        Path file = directory.resolve(suffix == 0 ? name : name + "." + suffix);
        try {
          return new Created(file, EventSink.create(file));
        } catch (FileAlreadyExistsException e) {
          // Another writer started in the same second.
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start an event file in " + directory, e);
    }
  }

  /** Whether a directory, which need not exist, has any. */
  static boolean areIn(Path directory) {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.anyMatch(each -> String.valueOf(each.getFileName()).startsWith(PREFIX));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
  }
}
