package org.estimator4j.checkpoint;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.estimator4j.checkpoint.RetentionPolicy.KeptCheckpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of a model directory: those that its state file names.
 *
 * @param oldestFirst the listed checkpoints, whether their files are whole or not
 * @param searched whether the state file was of no use, so that these are the bundles on disk whose
 *     files are complete
 */
record CheckpointList(List<KeptCheckpoint> oldestFirst, boolean searched) {

  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  CheckpointList {
    oldestFirst = List.copyOf(oldestFirst);
  }

  /** Reads the list; warns if it cannot be understood. Empty if there is none. */
  static CheckpointList read(Path directory) {
    Path file = directory.resolve(BundleFiles.STATE);
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      return new CheckpointList(List.of(), false);
    } catch (CharacterCodingException e) {
      return search(directory, file, "it is no text");
    } catch (IOException e) {
      throw new CheckpointException(
          file, "cannot read the list of checkpoints, " + file + ": " + e, e);
    }
    try {
      List<KeptCheckpoint> kept = new ArrayList<>();
      for (StateFile.Entry entry : StateFile.parse(text).oldestFirst()) {
        Checkpoint checkpoint = Checkpoints.of(resolve(directory, entry.path()));
        double time = entry.savedAt();
        kept.add(new KeptCheckpoint(checkpoint, Double.isNaN(time) ? fileTime(checkpoint) : time));
      }
      return new CheckpointList(kept, false);
    } catch (IOException e) {
      return search(directory, file, String.valueOf(e.getMessage()));
    }
  }

  /** A path of another machine, or from before the directory was moved, counts by its name. */
  private static Path resolve(Path directory, String listed) {
    Path path = directory.resolve(listed);
    boolean moved = Path.of(listed).isAbsolute() && !Files.exists(BundleFiles.index(path));
    return moved ? directory.resolve(path.getFileName()) : path;
  }

  private static CheckpointList search(Path directory, Path file, String problem) {
    List<KeptCheckpoint> found = complete(directory);
    LOG.warn(
        "The list of checkpoints, {}, cannot be understood: {}. Using the complete checkpoints in"
            + " the directory instead: {}",
        file,
        problem,
        found.isEmpty()
            ? "there is none"
            : found.stream().map(kept -> kept.checkpoint().name()).toList());
    return new CheckpointList(found, true);
  }

  /** The bundles of a directory whose files are all there with all their bytes, oldest first. */
  private static List<KeptCheckpoint> complete(Path directory) {
    try {
      Set<String> names = new TreeSet<>();
      for (Path file : BundleFiles.list(directory)) {
        names.add(BundleFiles.bundle(file));
      }
      names.remove("");
      List<KeptCheckpoint> found = new ArrayList<>();
      for (String name : names) {
        Checkpoint checkpoint = Checkpoints.of(directory.resolve(name));
        if (isComplete(checkpoint)) {
          found.add(new KeptCheckpoint(checkpoint, fileTime(checkpoint)));
        }
      }
      found.sort(
          Comparator.comparingLong((KeptCheckpoint kept) -> kept.checkpoint().step())
              .thenComparing(kept -> kept.checkpoint().name(), Comparator.reverseOrder()));
      return found;
    } catch (IOException e) {
      throw new CheckpointException(
          directory, "cannot list model directory " + directory + ": " + e, e);
    }
  }

  private static boolean isComplete(Checkpoint checkpoint) {
    try {
      BundleIndex index = BundleIndex.read(checkpoint.prefix());
      long[] needed = new long[index.shards()];
      for (BundleEntry entry : index.entries().values()) {
        if (entry.shard() >= needed.length) {
          return false;
        }
        needed[entry.shard()] = Math.max(needed[entry.shard()], entry.offset() + entry.size());
      }
      for (int shard = 0; shard < needed.length; shard++) {
        Path data = BundleFiles.data(checkpoint.prefix(), shard, needed.length);
        if (Files.size(data) < needed[shard]) {
          return false;
        }
      }
      return true;
    } catch (CheckpointException | IOException e) {
      LOG.debug("{} is not complete", checkpoint, e);
      return false;
    }
  }

  /** When the index was written; 0 if it is not there. */
  private static double fileTime(Checkpoint checkpoint) {
    try {
      long millis =
          Files.getLastModifiedTime(BundleFiles.index(checkpoint.prefix()))
              .to(TimeUnit.MILLISECONDS);
      return millis / 1e3;
    } catch (IOException e) {
      return 0;
    }
  }
}
