package org.estimator4j.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/** Every change of a save is the last one, once: what is left must be the old or the new state. */
class CrashTest {

  private boolean withGraph;

  @TempDir Path root;
  private int directories;

  /** A directory with these checkpoints, whose variable {@code version} is 1. */
  private Path prepare(int... steps) throws IOException {
    Path template = root.resolve("template" + Arrays.toString(steps));
    if (!Files.exists(template)) {
      try (CheckpointStore store = open(template, MortalDisk.immortal())) {
        for (int step : steps) {
          save(store, step, 1);
        }
      }
    }
    Path directory = Files.createDirectory(root.resolve("model" + directories++));
    for (String name : Directories.names(template)) {
      Files.copy(template.resolve(name), directory.resolve(name));
    }
    return directory;
  }

  private static CheckpointStore open(Path directory, Disk disk) {
    return CheckpointStore.open(directory, RetentionPolicy.newest(2), disk, InstantSource.system());
  }

  private static void save(CheckpointStore store, int step, int version) {
    try (Variables variables = Variables.ofStep(step).with("version", TInt32.scalarOf(version))) {
      store.save(step, variables.map(), Map.of("step", new byte[] {(byte) step}));
    }
  }

  /** Every listed checkpoint but the oldest, newest first, as {@code step.version}; all whole. */
  private static List<String> whole(Path directory) {
    List<String> found = new ArrayList<>();
    List<Checkpoint> listed = Checkpoints.list(directory);
    // The oldest may be half deleted, but only if there is one more than are kept.
    for (Checkpoint checkpoint : listed.subList(0, Math.min(2, listed.size()))) {
      try (CheckpointReader reader = CheckpointReader.open(checkpoint)) {
        reader.verify();
        try (TType version = reader.read("version");
            TType step = reader.read("global_step")) {
          found.add(((TInt64) step).getLong() + "." + ((TInt32) version).getInt());
        }
        assertEquals(checkpoint.step(), reader.states().get("step")[0]);
      }
    }
    return found;
  }

  /** Dies in each change of a save, and in the changes of the recovery after it. */
  private int killEverywhere(int[] before, int step, List<List<String>> allowed)
      throws IOException {
    int points = 0;
    int replacementAt = -1;
    for (int changes = 0; ; changes++) {
      boolean completed = false;
      for (int later = 0; !completed; later++) {
        Path directory = prepare(before);
        MortalDisk disk = MortalDisk.dyingAfter(changes);
        boolean killed = die(directory, disk, step);
        if (!killed) {
          assertEquals(allowed.get(allowed.size() - 1), whole(directory));
          return points;
        }
        points++;
        List<String> left = whole(directory);
        assertTrue(allowed.contains(left), () -> disk.failed() + " left " + left);
        // Recovery has most to do where the list first names a pending bundle; later it has less.
        boolean replacing = Checkpoints.list(directory).toString().contains(".pending");
        boolean everywhere = replacing && (replacementAt < 0 || replacementAt == changes);
        replacementAt = everywhere ? changes : replacementAt;
        MortalDisk recovery = everywhere ? MortalDisk.dyingAfter(later) : MortalDisk.immortal();
        try {
          open(directory, recovery).close();
          completed = true;
        } catch (MortalDisk.Killed e) {
          assertEquals(left, whole(directory), () -> disk.failed() + ", " + recovery.failed());
        }
        try (CheckpointStore store = open(directory, MortalDisk.immortal())) {
          describe(store);
          assertEquals(left, whole(directory), disk::failed);
          assertFalse(
              Directories.names(directory).stream().anyMatch(name -> name.contains(".pending")),
              () -> disk.failed() + " left " + Directories.names(directory));
          save(store, step, 3);
        }
        assertEquals(step + ".3", whole(directory).get(0), disk::failed);
        int other = before.length == 0 ? step : before[before.length - 1];
        other = other == step && before.length > 1 ? before[before.length - 2] : other;
        assertEquals(
            other == step ? Directories.namesOf(step) : Directories.namesOf(other, step),
            Directories.names(directory).stream().filter(name -> !isGraph(name)).toList(),
            disk::failed);
        assertEquals(withGraph, Files.exists(directory.resolve("model.ckpt-" + step + ".meta")));
      }
    }
  }

  private boolean die(Path directory, MortalDisk disk, int step) {
    CheckpointStore store = null;
    try {
      store = open(directory, disk);
      describe(store);
      save(store, step, 2);
      return false;
    } catch (MortalDisk.Killed e) {
      return true;
    } finally {
      // Only gives the lock back, as the system does.
      if (store != null) {
        store.close();
      }
    }
  }

  private void describe(CheckpointStore store) {
    if (withGraph) {
      store.describe(MetaGraphDef.getDefaultInstance());
    }
  }

  private static boolean isGraph(String name) {
    return name.endsWith(".meta") || name.equals("graph.pbtxt");
  }

  @Test
  void killedWhileTheGraphIsSavedAsWell() throws IOException {
    withGraph = true;
    int[] before = {1, 2};
    int points = killEverywhere(before, 3, List.of(List.of("2.1", "1.1"), List.of("3.2", "2.1")));
    points += killEverywhere(before, 2, List.of(List.of("2.1", "1.1"), List.of("2.2", "1.1")));
    assertTrue(points > 40, points + " points");
  }

  @Test
  void killedInTheFirstSave() throws IOException {
    int points = killEverywhere(new int[] {}, 1, List.of(List.of(), List.of("1.2")));
    assertTrue(points > 12, points + " points");
  }

  @Test
  void killedWhileANewerOneIsSavedAndTheOldestDeleted() throws IOException {
    int points =
        killEverywhere(new int[] {1, 2}, 3, List.of(List.of("2.1", "1.1"), List.of("3.2", "2.1")));
    assertTrue(points > 20, points + " points");
  }

  @Test
  void killedWhileTheSameStepIsSavedAgain() throws IOException {
    int points =
        killEverywhere(new int[] {1, 2}, 2, List.of(List.of("2.1", "1.1"), List.of("2.2", "1.1")));
    assertTrue(points > 30, points + " points");
  }

  /** A full disk, and the like: the store says so, goes on, and nothing is lost or left over. */
  @Test
  void everyChangeMayFailOnce() throws IOException {
    for (int step : new int[] {2, 3}) {
      boolean failed = true;
      for (int changes = 0; failed; changes++) {
        Path directory = prepare(1, 2);
        MortalDisk disk = MortalDisk.failingAfter(changes);
        try (LogCapture log = new LogCapture();
            CheckpointStore store = open(directory, disk)) {
          failed = false;
          save(store, step, 2);
          failed = !disk.failed().isEmpty();
          assertEquals(failed, log.text().contains("Cannot delete the old checkpoint"));
        } catch (CheckpointException e) {
          failed = true;
          assertTrue(e.getMessage().contains("No space left on device"), e.getMessage());
          assertTrue(e.getMessage().contains(directory.toRealPath().toString()), e.getMessage());
        }
        List<String> left = whole(directory);
        assertTrue(
            left.equals(List.of("2.1", "1.1"))
                || left.equals(List.of(step + ".2", step == 2 ? "1.1" : "2.1")),
            () -> disk.failed() + " left " + left);
        try (CheckpointStore store = open(directory, MortalDisk.immortal())) {
          save(store, step, 3);
          assertEquals(step + ".3", whole(directory).get(0));
        }
        assertEquals(
            step == 2 ? Directories.namesOf(1, 2) : Directories.namesOf(2, 3),
            Directories.names(directory),
            disk::failed);
      }
    }
  }

  @Test
  void failedWriteLeavesNothingBehind() throws IOException {
    Path directory = prepare(1);
    List<String> before = Directories.names(directory);
    // What opening changes, and the first changes of writing.
    for (int changes = 2; changes < 8; changes++) {
      MortalDisk disk = MortalDisk.failingAfter(changes);
      try (CheckpointStore store = open(directory, disk)) {
        save(store, 2, 2);
        throw new AssertionError("no failure");
      } catch (CheckpointException e) {
        assertEquals(before, Directories.names(directory), disk::failed);
        assertEquals(
            "cannot save model.ckpt-2 in "
                + directory.toRealPath()
                + ": java.io.IOException: No space left on device; the checkpoints from before are"
                + " as they were",
            e.getMessage());
      }
    }
  }
}
