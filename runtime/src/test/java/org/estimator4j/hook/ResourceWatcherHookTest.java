package org.estimator4j.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceWatcherHookTest {

  private static final long MIB = 1 << 20;

  @TempDir Path dir;

  private final List<ResourceUse> seen = new ArrayList<>();
  private long readings;

  /** Grows by one of each with every reading. */
  private ResourceUse growing() {
    readings++;
    return new ResourceUse(
        readings * MIB,
        OptionalLong.of(10 * readings * MIB),
        OptionalInt.of(Math.toIntExact(100 * readings)));
  }

  private void train(UnaryOperator<ResourceWatcherHook.Builder> settings) {
    ResourceWatcherHook watcher =
        settings
            .apply(
                ResourceWatcherHook.builder(StepTimer.everySteps(4))
                    .telling(seen::add)
                    .probe(this::growing))
            .build();
    LineModel.train(dir, 10, model -> List.of(watcher));
  }

  @Test
  void itLooksAfterTheFirstStepAndWhenDue() {
    train(settings -> settings);
    assertEquals(3, seen.size(), "steps 1, 4 and 8");
    assertEquals(
        "heap 3.0 MiB, resident 30.0 MiB, 300 native handles open", seen.get(2).toString());
  }

  @Test
  void aRealReadingHasAllThree() {
    train(settings -> settings.probe(ResourceUse::now));
    ResourceUse use = seen.get(0);
    assertTrue(use.heapBytes() > MIB, use.toString());
    assertTrue(use.residentBytes().orElseThrow() > use.heapBytes() / 4, use.toString());
    assertTrue(use.openHandles().orElseThrow() > 1, "the session and its runs: " + use);
  }

  private void assertFails(UnaryOperator<ResourceWatcherHook.Builder> settings, String message) {
    seen.clear();
    readings = 0;
    String said = assertThrows(ResourceLimitException.class, () -> train(settings)).getMessage();
    assertTrue(said.startsWith(message), said);
  }

  @Test
  void aLimitThatIsPassedEndsTheCall() {
    assertFails(
        settings -> settings.maxResidentBytes(25 * MIB),
        "the process has resident memory of 30.0 MiB at global step 8, more than maxResidentBytes ="
            + " 26214400 allows. Look for tensors that are not closed");
    assertEquals(3, seen.size());
    assertFails(
        settings -> settings.maxOpenHandles(150),
        "200 native handles are open at global step 4, more than maxOpenHandles = 150 allows");
    assertFails(
        settings -> settings.maxHeapBytes(2 * MIB),
        "the heap holds 4.0 MiB at global step 8, more than maxHeapBytes = 2097152 allows");
  }

  @Test
  void garbageIsNoReasonToFail() {
    train(
        settings ->
            settings
                .maxHeapBytes(2 * MIB)
                .probe(
                    () -> {
                      readings++;
                      long heap = readings % 2 == 1 ? 3 * MIB : MIB;
                      return new ResourceUse(heap, OptionalLong.empty(), OptionalInt.empty());
                    }));
    assertEquals(6, readings, "each look is followed by one after the collection");
    assertEquals("heap 3.0 MiB", seen.get(0).toString());
  }

  @Test
  void limitsThatMakeNoSenseAreRefused() {
    ResourceWatcherHook.Builder builder = ResourceWatcherHook.builder(StepTimer.everySteps(1));
    assertEquals(
        "maxHeapBytes must be more than 0, but is 0",
        assertThrows(IllegalArgumentException.class, () -> builder.maxHeapBytes(0)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> builder.maxResidentBytes(-1));
    assertThrows(IllegalArgumentException.class, () -> builder.maxOpenHandles(0));
  }
}
