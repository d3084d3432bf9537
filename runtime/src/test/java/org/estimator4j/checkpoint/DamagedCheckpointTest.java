package org.estimator4j.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/** No damage goes unnoticed, and each is named. */
class DamagedCheckpointTest {

  @TempDir Path directory;
  private Path index;
  private Path data;

  @BeforeEach
  void save() {
    try (CheckpointStore store = CheckpointStore.open(directory, RetentionPolicy.newest(5))) {
      for (int step : new int[] {1, 2}) {
        try (Variables variables =
            Variables.ofStep(step).with("text", TString.vectorOf("some", "text"))) {
          store.save(step, variables.map(), Map.of("state", new byte[] {1, 2, 3}));
        }
      }
    }
    index = directory.resolve("model.ckpt-2.index");
    data = directory.resolve("model.ckpt-2.data-00000-of-00001");
  }

  private void readAll() {
    try (CheckpointReader reader = CheckpointReader.open(directory.resolve("model.ckpt-2"))) {
      reader.verify();
      reader.states();
      reader.read(reader.contents().variables().keySet()).values().forEach(TType::close);
    }
  }

  private String damage() {
    return String.valueOf(
        assertThrows(DamagedCheckpointException.class, this::readAll).getMessage());
  }

  @Test
  void everyFlippedByteOfTheDataIsFound() throws IOException {
    byte[] whole = Files.readAllBytes(data);
    for (int i = 0; i < whole.length; i++) {
      byte[] flipped = whole.clone();
      flipped[i] ^= 0x10;
      Files.write(data, flipped);
      String message = damage();
      assertTrue(message.contains(" is damaged: variable '"), message);
      assertTrue(message.contains("of " + data + ")"), message);
    }
  }

  @Test
  void everyFlippedByteOfTheIndexIsFoundButThoseWithoutMeaning() throws IOException {
    byte[] whole = Files.readAllBytes(index);
    int unnoticed = 0;
    for (int i = 0; i < whole.length; i++) {
      byte[] flipped = whole.clone();
      flipped[i] ^= 0x10;
      Files.write(index, flipped);
      try {
        readAll();
        unnoticed++;
        assertTrue(i >= whole.length - 48, "byte " + i);
      } catch (DamagedCheckpointException e) {
        assertTrue(String.valueOf(e.getMessage()).contains(index.toString()), e.getMessage());
      }
    }
    assertTrue(unnoticed <= 40, unnoticed + " bytes of padding");
  }

  @Test
  void everyCutIsFound() throws IOException {
    for (Path file : new Path[] {data, index}) {
      byte[] whole = Files.readAllBytes(file);
      for (int length = 0; length < whole.length; length++) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertTrue(damage().contains(file.toString()));
      }
      Files.write(file, whole);
    }
    readAll();
  }

  @Test
  void damageIsNamed() throws IOException {
    Directories.change(
        data,
        bytes -> {
          bytes[10] ^= 1;
          return bytes;
        });
    String prefix = directory.resolve("model.ckpt-2").toString();
    assertEquals(
        "checkpoint "
            + prefix
            + " is damaged: variable 'net/kernel' has a wrong checksum (bytes 8 to 32 of "
            + data
            + ")",
        damage());
    Files.write(data, new byte[20]);
    assertEquals(
        "checkpoint "
            + prefix
            + " is damaged: variable 'estimator4j/state' is cut off: the file has only 20 bytes"
            + " (bytes 54 to 85 of "
            + data
            + ")",
        damage());
    Files.delete(data);
    assertEquals("checkpoint " + prefix + " is incomplete: " + data + " is missing", damage());
    Files.write(index, new byte[100]);
    assertEquals(
        "checkpoint "
            + prefix
            + " is damaged: the index file "
            + index
            + " does not end with the mark of an index: it is cut off, or is none",
        damage());
    Files.delete(index);
    assertEquals("checkpoint " + prefix + " is incomplete: " + index + " is missing", damage());
  }

  @Test
  void oneBeforeIsUsedAndBothAreNamed() throws IOException {
    Files.delete(data);
    try (LogCapture log = new LogCapture()) {
      assertEquals(
          Optional.of(1L),
          Checkpoints.restoreNewestUsable(
              directory,
              reader -> {
                reader.verify();
                return reader.checkpoint().step();
              }));
      assertTrue(
          log.text()
              .contains(
                  "Checkpoint "
                      + directory.resolve("model.ckpt-2")
                      + " cannot be used; falling back to the one before it, "
                      + directory.resolve("model.ckpt-1")
                      + ": "),
          log.text());
    }
  }

  @Test
  void newestWithoutIndexIsSkippedByLatest() throws IOException {
    Files.delete(index);
    try (LogCapture log = new LogCapture()) {
      assertEquals(Optional.of(1L), Checkpoints.latest(directory).map(Checkpoint::step));
      assertTrue(log.text().contains("model.ckpt-2 is listed, but its index file is missing"));
    }
  }

  @Test
  void whenAllAreDamagedTheNewestIsReportedAndTheOthersWithIt() throws IOException {
    Files.delete(data);
    Files.delete(directory.resolve("model.ckpt-1.index"));
    try (LogCapture log = new LogCapture()) {
      DamagedCheckpointException error =
          assertThrows(
              DamagedCheckpointException.class,
              () ->
                  Checkpoints.restoreNewestUsable(
                      directory,
                      reader -> {
                        reader.verify();
                        return 0;
                      }));
      assertTrue(String.valueOf(error.getMessage()).contains("model.ckpt-2"));
      assertTrue(error.getSuppressed()[0].getMessage().contains("model.ckpt-1"));
      assertTrue(log.text().contains("falling back"));
    }
  }

  @Test
  void otherFailuresOfTheActionAreNoReasonToFallBack() {
    assertThrows(
        ArithmeticException.class,
        () ->
            Checkpoints.restoreNewestUsable(
                directory,
                reader -> {
                  throw new ArithmeticException();
                }));
  }

  /** The same step is never saved twice at one time. */
  private static InstantSource clock(List<Long> tried) {
    Instant now = Instant.now().plusSeconds(tried.size());
    return () -> now;
  }

  /** A writer saves the same step again, or deletes it, while somebody reads. */
  @Test
  void whatAWriterReplacedOrDeletedMeanwhileIsNoDamage() {
    List<Long> tried = new ArrayList<>();
    try (LogCapture log = new LogCapture()) {
      Optional<Long> step =
          Checkpoints.restoreNewestUsable(
              directory,
              reader -> {
                tried.add(reader.checkpoint().step());
                if (tried.size() < 3) {
                  // Deletes 2, then replaces 3: either way the open reader finds other files.
                  try (CheckpointStore store =
                          CheckpointStore.open(
                              directory, RetentionPolicy.newest(1), new Disk(), clock(tried));
                      Variables variables = Variables.ofStep(tried.size())) {
                    store.save(3, variables.map(), Map.of());
                  }
                }
                reader.verify();
                return reader.checkpoint().step();
              });
      assertEquals(Optional.of(3L), step);
      assertEquals(List.of(2L, 3L, 3L), tried);
      assertEquals("", log.text());
    }
  }
}
