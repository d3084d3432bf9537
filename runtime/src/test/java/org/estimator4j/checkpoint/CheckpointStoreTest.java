package org.estimator4j.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/** Saving, keeping and finding checkpoints. */
class CheckpointStoreTest {

  @TempDir Path directory;

  private static Checkpoint save(CheckpointStore store, int step) {
    try (Variables variables = Variables.ofStep(step)) {
      return store.save(step, variables.map(), Map.of());
    }
  }

  /** The newest checkpoint's values, compared with those of its step. */
  static void assertNewest(Path directory, int step) {
    Optional<Long> read =
        Checkpoints.restoreNewestUsable(
            directory,
            reader -> {
              reader.verify();
              try (Variables expected =
                  Variables.ofStep(Math.toIntExact(reader.checkpoint().step()))) {
                expected
                    .map()
                    .forEach(
                        (name, value) -> {
                          try (TType stored = reader.read(name)) {
                            assertEquals(value, stored, name);
                          }
                        });
              }
              return reader.checkpoint().step();
            });
    assertEquals(Optional.of((long) step), read);
  }

  @Test
  void savedValuesAndStatesAreReadBack() {
    byte[] position = {0, 1, -1};
    try (CheckpointStore store = CheckpointStore.open(directory, RetentionPolicy.newest(5));
        Variables variables =
            Variables.ofStep(3)
                .with("names", TString.vectorOf("a", "größer"))
                .with("empty", TFloat32.tensorOf(Shape.of(0)))
                .with("rate", TFloat64.scalarOf(0.1))) {
      Checkpoint saved =
          store.save(3, variables.map(), Map.of("input", position, "other", new byte[0]));
      assertEquals(new Checkpoint(store.directory().resolve("model.ckpt-3"), 3), saved);
      assertEquals(List.of(saved), store.list());
      try (CheckpointReader reader = CheckpointReader.open(saved)) {
        Map<String, TType> read = reader.read(variables.map().keySet());
        read.forEach((name, value) -> assertEquals(variables.map().get(name), value, name));
        read.values().forEach(TType::close);
        assertEquals(2, reader.states().size());
        assertArrayEquals(position, reader.states().get("input"));
        assertArrayEquals(new byte[0], reader.states().get("other"));
      }
    }
  }

  @Test
  void valuesLargerThanOneReadOrWriteArriveWhole() {
    float[] values = new float[5_000_001];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    try (CheckpointStore store = CheckpointStore.open(directory, RetentionPolicy.newest(5));
        Variables variables = new Variables().floats("big", Shape.of(values.length), values)) {
      try (CheckpointReader reader =
              CheckpointReader.open(store.save(0, variables.map(), Map.of()));
          TType big = reader.read("big")) {
        assertEquals(variables.map().get("big"), big);
      }
    }
  }

  @Test
  void listIsThatOfPython() throws IOException {
    InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_250L));
    try (CheckpointStore store =
        CheckpointStore.open(directory, RetentionPolicy.newest(5), new Disk(), clock)) {
      save(store, 1);
      save(store, 20);
    }
    assertEquals(
        """
        model_checkpoint_path: "model.ckpt-20"
        all_model_checkpoint_paths: "model.ckpt-1"
        all_model_checkpoint_paths: "model.ckpt-20"
        all_model_checkpoint_timestamps: 1700000000.250
        all_model_checkpoint_timestamps: 1700000000.250
        """,
        Files.readString(directory.resolve("checkpoint")));
    assertEquals(Directories.namesOf(1, 20), Directories.names(directory));
  }

  @Test
  void aClockThatJumpsBackChangesNoOrder() {
    Iterator<Instant> times =
        List.of("10:10", "11:10", "12:10", "10:20", "10:30").stream()
            .map(time -> Instant.parse("2026-11-01T" + time + ":00Z"))
            .iterator();
    RetentionPolicy policy = RetentionPolicy.newest(2).keepingOneEvery(Duration.ofHours(1));
    try (CheckpointStore store = CheckpointStore.open(directory, policy, new Disk(), times::next)) {
      for (int step = 1; step <= 5; step++) {
        save(store, step);
        assertEquals(step, Checkpoints.latest(directory).orElseThrow().step());
      }
    }
    // Kept are the newest two, and of each hour the one that was saved last: 5 took 1's place.
    assertEquals(
        List.of(5L, 4L, 3L, 2L),
        Checkpoints.list(directory).stream().map(Checkpoint::step).toList());
  }

  @Test
  void newestAreKeptAndALowerNumberCatchesUp() {
    try (CheckpointStore store = CheckpointStore.open(directory, RetentionPolicy.newest(4))) {
      for (int step = 1; step <= 6; step++) {
        save(store, step);
      }
    }
    assertEquals(Directories.namesOf(3, 4, 5, 6), Directories.names(directory));
    try (CheckpointStore store = CheckpointStore.open(directory, RetentionPolicy.newest(2))) {
      save(store, 7);
    }
    assertEquals(Directories.namesOf(6, 7), Directories.names(directory));
    assertEquals(
        List.of(7L, 6L), Checkpoints.list(directory).stream().map(Checkpoint::step).toList());
  }

  @Test
  void zeroKeepsAllAndListsAll() {
    try (CheckpointStore store = CheckpointStore.open(directory, RetentionPolicy.newest(0))) {
      for (int step = 1; step <= 7; step++) {
        save(store, step);
      }
      assertEquals(7, store.list().size());
    }
    assertEquals(Directories.namesOf(1, 2, 3, 4, 5, 6, 7), Directories.names(directory));
    assertThrows(IllegalArgumentException.class, () -> RetentionPolicy.newest(-1));
  }

  @Test
  void newestIsKeptWhateverThePolicySays() {
    try (CheckpointStore store = CheckpointStore.open(directory, kept -> kept)) {
      save(store, 1);
      save(store, 2);
      assertEquals(Directories.namesOf(2), Directories.names(directory));
    }
    assertNewest(directory, 2);
  }

  @Test
  void savingAStepAgainReplacesIt() {
    try (CheckpointStore store = CheckpointStore.open(directory, RetentionPolicy.newest(3))) {
      save(store, 1);
      try (Variables other = new Variables().floats("other", Shape.of(1), 5)) {
        store.save(2, other.map(), Map.of());
      }
      save(store, 2);
      assertEquals(2, store.list().size());
    }
    assertEquals(Directories.namesOf(1, 2), Directories.names(directory));
    assertNewest(directory, 2);
  }

  @Test
  void earlierStepSavedLaterIsTheNewest() {
    try (CheckpointStore store = CheckpointStore.open(directory, RetentionPolicy.newest(2))) {
      save(store, 10);
      save(store, 20);
      save(store, 5);
    }
    assertEquals(Directories.namesOf(20, 5), Directories.names(directory));
    assertNewest(directory, 5);
  }

  @Test
  void filesOfOthersAreNeverTouched() throws IOException {
    Files.writeString(directory.resolve("model.ckpt-7.index"), "unlisted");
    Files.writeString(directory.resolve("mine.pending.index"), "mine");
    Files.writeString(directory.resolve("model.ckpt-9.pending.index"), "interrupted");
    Files.writeString(directory.resolve("model.ckpt-9.pending.data-00000-of-00001"), "interrupted");
    Files.writeString(directory.resolve("checkpoint.pending"), "interrupted");
    try (CheckpointStore store = CheckpointStore.open(directory, RetentionPolicy.newest(1))) {
      assertEquals(
          List.of("mine.pending.index", "model.ckpt-7.index"), Directories.names(directory));
      save(store, 8);
    }
    assertTrue(Directories.names(directory).contains("model.ckpt-7.index"));
  }

  @Test
  void variablesThatAreNotFiniteAreNamedAndNothingIsWritten() {
    try (CheckpointStore store = CheckpointStore.open(directory, RetentionPolicy.newest(5));
        Variables variables =
            Variables.ofStep(2)
                .floats("net/first", Shape.of(2), 0, Float.NaN)
                .with("net/second", TFloat64.scalarOf(Double.NEGATIVE_INFINITY))) {
      save(store, 1);
      NonFiniteVariableException error =
          assertThrows(
              NonFiniteVariableException.class, () -> store.save(2, variables.map(), Map.of()));
      assertEquals(List.of("net/first", "net/second"), error.variables());
      assertEquals(2, error.globalStep());
      assertEquals(
          "at step 2, 2 of 5 variables hold NaN or infinity: net/first, net/second. No checkpoint"
              + " was written to "
              + store.directory()
              + "; the ones from before are as they were. A smaller learning rate, clipped"
              + " gradients or checked input data are the usual cures.",
          error.getMessage());
      assertEquals(Directories.namesOf(1), Directories.names(directory));
    }
  }

  @Test
  void unreadableListIsReplacedByWhatIsOnDisk() throws IOException {
    try (CheckpointStore store = CheckpointStore.open(directory, RetentionPolicy.newest(5))) {
      save(store, 9);
      save(store, 10);
      save(store, 11);
    }
    Files.writeString(directory.resolve("checkpoint"), "model_checkpoint_pa");
    Directories.change(
        directory.resolve("model.ckpt-11.data-00000-of-00001"), bytes -> Arrays.copyOf(bytes, 10));
    try (LogCapture log = new LogCapture()) {
      assertNewest(directory, 10);
      assertTrue(
          log.text().contains("cannot be understood: what begins at character 0 is no field."),
          log.text());
      assertTrue(log.text().contains("[model.ckpt-9, model.ckpt-10]"), log.text());
      CheckpointStore.open(directory, RetentionPolicy.newest(5)).close();
    }
    try (LogCapture log = new LogCapture()) {
      assertNewest(directory, 10);
      assertEquals("", log.text());
    }
  }

  @Test
  void directoryWithoutCheckpointsHasNone() {
    for (Path path : List.of(directory, directory.resolve("absent"))) {
      assertEquals(List.of(), Checkpoints.list(path));
      assertEquals(Optional.empty(), Checkpoints.latest(path));
      assertEquals(Optional.empty(), Checkpoints.restoreNewestUsable(path, reader -> 0));
    }
  }

  @Test
  void misuseIsRefused() {
    CheckpointStore store = CheckpointStore.open(directory, RetentionPolicy.newest(5));
    assertThrows(IllegalArgumentException.class, () -> store.save(-1, Map.of(), Map.of()));
    try (TString text = TString.scalarOf("x")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> store.save(1, Map.of(CheckpointReader.STATE_VARIABLE, text), Map.of()));
    }
    store.close();
    store.close();
    assertEquals(
        "the store of " + store.directory() + " is closed",
        assertThrows(IllegalStateException.class, () -> save(store, 1)).getMessage());
  }

  @Test
  void placesThatCannotBeWrittenAreNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x", StandardCharsets.UTF_8);
    for (Path path : List.of(file, file.resolve("below"))) {
      CheckpointException error =
          assertThrows(
              CheckpointException.class,
              () -> CheckpointStore.open(path, RetentionPolicy.newest(5)));
      assertEquals(path, error.path());
      assertTrue(error.getMessage().contains(path.toString()), error.getMessage());
    }
    assertTrue(
        assertThrows(
                CheckpointException.class,
                () -> CheckpointStore.open(file, RetentionPolicy.newest(5)))
            .getMessage()
            .endsWith("is a file; remove it or choose another directory"));
    Path unwritable = Path.of("/proc/estimator4j");
    if (Files.isDirectory(Path.of("/proc"))) {
      String message =
          assertThrows(
                  CheckpointException.class,
                  () -> CheckpointStore.open(unwritable, RetentionPolicy.newest(5)))
              .getMessage();
      assertTrue(
          message.startsWith("cannot write into model directory /proc/estimator4j: "), message);
    }
  }
}
