package org.estimator4j.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The states beside the variables. */
class StateCodecTest {

  private static final Path PREFIX = Path.of("model.ckpt-1");

  @Test
  void statesComeBackInOrder() {
    Map<String, byte[]> states = new LinkedHashMap<>();
    states.put("input", new byte[] {1, 2});
    states.put("größe", new byte[0]);
    states.put("big", new byte[100_000]);
    Map<String, byte[]> decoded = StateCodec.decode(PREFIX, StateCodec.encode(states));
    assertEquals(List.copyOf(states.keySet()), List.copyOf(decoded.keySet()));
    states.forEach((name, state) -> assertArrayEquals(state, decoded.get(name)));
    assertEquals(Map.of(), StateCodec.decode(PREFIX, StateCodec.encode(Map.of())));
  }

  /** Version 1, byte for byte: it must stay readable. */
  @Test
  void formatIsTheDocumentedOne() {
    byte[] expected = {
      'E', '4', 'J', 'S', 0, 0, 0, 1, 0, 0, 0, 1, 0, 5, 'i', 'n', 'p', 'u', 't', 0, 0, 0, 2, 7, 9
    };
    assertArrayEquals(expected, StateCodec.encode(Map.of("input", new byte[] {7, 9})));
  }

  @Test
  void laterVersionIsRefusedAsSuch() {
    byte[] bytes = StateCodec.encode(Map.of());
    bytes[7] = 2;
    assertEquals(
        "checkpoint model.ckpt-1 holds states of version 2, but this version of estimator4j reads"
            + " version 1 only; use the version that wrote it, or a later one",
        assertThrows(IncompatibleCheckpointException.class, () -> StateCodec.decode(PREFIX, bytes))
            .getMessage());
  }

  @Test
  void anythingElseIsDamage() {
    byte[] bytes = StateCodec.encode(Map.of("input", new byte[] {7, 9}));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(DamagedCheckpointException.class, () -> StateCodec.decode(PREFIX, cut));
    }
    String message =
        assertThrows(
                DamagedCheckpointException.class,
                () -> StateCodec.decode(PREFIX, "something".getBytes(StandardCharsets.UTF_8)))
            .getMessage();
    assertTrue(String.valueOf(message).endsWith("it does not begin with the mark of states"));
  }

  @Test
  void twoStatesOfOneNameAreRefused() {
    CheckpointState state =
        new CheckpointState() {
          @Override
          public String name() {
            return "input";
          }

          @Override
          public byte[] save() {
            return new byte[0];
          }

          @Override
          public void restore(byte[] bytes) {}
        };
    assertEquals(1, CheckpointState.saveAll(List.of(state)).size());
    assertEquals(
        "two states have the name 'input'",
        assertThrows(
                IllegalArgumentException.class,
                () -> CheckpointState.saveAll(List.of(state, state)))
            .getMessage());
  }
}
