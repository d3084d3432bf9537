package org.estimator4j.checkpoint;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which checkpoints go, and nothing else: {@link CheckpointStore} deletes the files, after
 * the state file has stopped naming them, and never the newest, whatever a policy says.
 */
@FunctionalInterface
public interface RetentionPolicy {

  /**
   * Looks at what there is after a save.
   *
   * @param oldestFirst the listed checkpoints, the one just saved last
   * @return those to delete; the newest is kept even if it is among them
   */
  List<KeptCheckpoint> obsolete(List<KeptCheckpoint> oldestFirst);

  /**
   * A checkpoint and the time at which it was written.
   *
   * @param checkpoint the checkpoint
   * @param savedAt seconds since 1970, by the clock of the machine that saved it
   */
  record KeptCheckpoint(Checkpoint checkpoint, double savedAt) {}

  /**
   * Keeps the newest ones.
   *
   * @param count how many, at least 1; 0 keeps all, as Python's {@code keep_checkpoint_max} does
   * @return the policy
   */
  static RetentionPolicy newest(int count) {
    if (count < 0) {
      throw new IllegalArgumentException(
          "the number of checkpoints to keep (= " + count + ") must not be negative; 0 keeps all");
    }
    return count == 0
        ? oldestFirst -> List.of()
        : oldestFirst -> oldestFirst.subList(0, Math.max(0, oldestFirst.size() - count));
  }

  /**
   * Keeps, of each period, the last checkpoint as well. It is a function of the list alone, so a
   * restart changes nothing.
   *
   * @param period longer than nothing; periods are counted from 1970
   * @return the policy
   */
  default RetentionPolicy keepingOneEvery(Duration period) {
    double seconds = period.toMillis() / 1e3;
    return oldestFirst -> {
      Map<Long, KeptCheckpoint> lastOfPeriod = new HashMap<>();
      for (KeptCheckpoint each : oldestFirst) {
        lastOfPeriod.put((long) Math.floor(each.savedAt() / seconds), each);
      }
      return obsolete(oldestFirst).stream()
          .filter(each -> !lastOfPeriod.containsValue(each))
          .toList();
    };
  }
}
