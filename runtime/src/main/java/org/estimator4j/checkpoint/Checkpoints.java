package org.estimator4j.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.estimator4j.checkpoint.RetentionPolicy.KeptCheckpoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * Finds checkpoints in a model directory, ours or Python's. Takes no lock and changes nothing, so
 * it may be used while another process trains there. Safe for any number of threads.
 *
 * <p>A checkpoint counts if the file {@code checkpoint} names it; others on disk are invisible, as
 * in Python. If that file is damaged, the complete checkpoints on disk count, and a warning says
 * so.
 */
public final class Checkpoints {

  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  /** How often a list that changes is followed, before what is missing counts as damage. */
  private static final int CHANGES_FOLLOWED = 100;

  private Checkpoints() {}

  /**
   * The listed checkpoints. Their files may be damaged or gone; reading finds out.
   *
   * @param modelDirectory the directory; it need not exist
   * @return newest first; empty if there is none
   * @throws CheckpointException if the directory cannot be read
   */
  public static List<Checkpoint> list(Path modelDirectory) {
    List<Checkpoint> newestFirst = new ArrayList<>();
    for (KeptCheckpoint kept : CheckpointList.read(modelDirectory).oldestFirst()) {
      newestFirst.add(kept.checkpoint());
    }
    Collections.reverse(newestFirst);
    return Collections.unmodifiableList(newestFirst);
  }

  /**
   * The newest listed checkpoint whose index file is there.
   *
   * @param modelDirectory the directory; it need not exist
   * @return the checkpoint; empty if there is none
   * @throws CheckpointException if the directory cannot be read
   */
  public static Optional<Checkpoint> latest(Path modelDirectory) {
    for (Checkpoint checkpoint : list(modelDirectory)) {
      if (Files.exists(BundleFiles.index(checkpoint.prefix()))) {
        return Optional.of(checkpoint);
      }
      LOG.warn("Checkpoint {} is listed, but its index file is missing", checkpoint);
    }
    return Optional.empty();
  }

  /**
   * Gives the newest checkpoint to an action, and if that finds it damaged the one before it, and
   * so on; each step back is a warning in the log. Where a writer has changed the list meanwhile, a
   * file that is gone is no damage: the new list is tried from its newest on. Any other failure of
   * the action ends the search.
   *
   * @param <R> what the action returns
   * @param modelDirectory the directory; it need not exist
   * @param action reads what it needs; called again with another checkpoint if it threw {@link
   *     DamagedCheckpointException}, so it must start over
   * @return what the action returned; empty if no checkpoint is listed
   * @throws DamagedCheckpointException if every listed checkpoint is damaged: that of the newest,
   *     the others suppressed
   */
  public static <R> Optional<R> restoreNewestUsable(
      Path modelDirectory, Function<CheckpointReader, R> action) {
    List<KeptCheckpoint> listed = CheckpointList.read(modelDirectory).oldestFirst();
    @Nullable DamagedCheckpointException first = null;
    int changes = 0;
    for (int i = listed.size() - 1; i >= 0; i--) {
      Checkpoint candidate = listed.get(i).checkpoint();
      try (CheckpointReader reader = CheckpointReader.open(candidate)) {
        return Optional.of(action.apply(reader));
      } catch (DamagedCheckpointException e) {
        // With its times, so that a checkpoint that was replaced by another of its name counts,
        // too.
        List<KeptCheckpoint> now = CheckpointList.read(modelDirectory).oldestFirst();
        if (!now.equals(listed) && changes++ < CHANGES_FOLLOWED) {
          LOG.debug("{} was replaced or deleted while it was read", candidate, e);
          listed = now;
          i = listed.size();
          first = null;
          continue;
        }
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
        if (i > 0) {
          LOG.warn(
              "Checkpoint {} cannot be used; falling back to the one before it, {}: {}",
              candidate,
              listed.get(i - 1).checkpoint(),
              e.getMessage());
        }
      }
    }
    if (first != null) {
      throw first;
    }
    return Optional.empty();
  }

  /** A checkpoint by its path: the step is in the name, or else in the variable. */
  static Checkpoint of(Path prefix) {
    long step = BundleFiles.step(String.valueOf(prefix.getFileName()));
    return new Checkpoint(prefix, step >= 0 ? step : savedStep(prefix));
  }

  private static long savedStep(Path prefix) {
    try (CheckpointReader reader = CheckpointReader.open(new Checkpoint(prefix, 0));
        TType step = reader.read("global_step")) {
      return step instanceof TInt64 number && number.rank() == 0 ? number.getLong() : 0;
    } catch (CheckpointException | IllegalArgumentException e) {
      LOG.debug("{} does not say its step", prefix, e);
      return 0;
    }
  }
}
