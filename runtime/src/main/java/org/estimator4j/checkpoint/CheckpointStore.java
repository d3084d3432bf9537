package org.estimator4j.checkpoint;

import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.estimator4j.checkpoint.CheckpointFiles.Bundle;
import org.estimator4j.checkpoint.RetentionPolicy.KeptCheckpoint;
import org.estimator4j.tensorflow.OpenHandles;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.Tensor;
import org.tensorflow.proto.MetaGraphDef;

/**
 * Writes checkpoints into a model directory: the only writer there, by a lock that the system gives
 * back when the process dies.
 *
 * <p>A save that is killed at any moment, or fails, leaves the list as it was, or complete with the
 * new checkpoint: values are written under a name that ends with {@code .pending} and synced, then
 * get their final name, and at last a new list replaces the old one in one step. What an
 * interrupted save left behind is removed at the next opening or saving.
 *
 * <p>For one thread at a time.
 */
public final class CheckpointStore implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);

  private final ModelDirectoryLock lock;
  private final Path directory;
  private final RetentionPolicy retention;
  private final CheckpointFiles files;
  private final InstantSource clock;
  private byte @Nullable [] metaGraph;
  private boolean closed;

  private CheckpointStore(
      ModelDirectoryLock lock,
      RetentionPolicy retention,
      CheckpointFiles files,
      InstantSource clock) {
    this.lock = lock;
    this.directory = lock.directory();
    this.retention = retention;
    this.files = files;
    this.clock = clock;
    OpenHandles.opened(this);
  }

  /**
   * Opens a model directory for writing, makes it if it is not there, and tidies up after a save
   * that was interrupted.
   *
   * @param modelDirectory the directory
   * @param retention which checkpoints go after a save
   * @return a store, which the caller closes
   * @throws ModelDirectoryInUseException if another process or another store has the directory
   * @throws CheckpointException if the path is a file, or there is no writing there
   */
  public static CheckpointStore open(Path modelDirectory, RetentionPolicy retention) {
    return open(modelDirectory, retention, new Disk(), InstantSource.system());
  }

  static CheckpointStore open(
      Path modelDirectory, RetentionPolicy retention, Disk disk, InstantSource clock) {
    ModelDirectoryLock lock = ModelDirectoryLock.acquire(modelDirectory);
    boolean opened = false;
    try {
      CheckpointFiles files = new CheckpointFiles(lock.directory(), disk);
      CheckpointList list = CheckpointList.read(lock.directory());
      List<KeptCheckpoint> recovered = files.recover(list.oldestFirst());
      if (list.searched() && !recovered.isEmpty()) {
        files.list(recovered);
      }
      CheckpointStore store = new CheckpointStore(lock, retention, files, clock);
      opened = true;
      return store;
    } catch (IOException e) {
      throw new CheckpointException(
          lock.directory(), "cannot tidy up model directory " + lock.directory() + ": " + e, e);
    } finally {
      if (!opened) {
        lock.close();
      }
    }
  }

  /**
   * Where the checkpoints are.
   *
   * @return the directory without links
   */
  public Path directory() {
    return directory;
  }

  /**
   * Describes the graph of the variables: in {@code graph.pbtxt} now, and in a {@code .meta} file
   * beside each checkpoint that is saved from now on, as Python's {@code import_meta_graph} reads
   * it.
   *
   * @param graph the graph, with a saver
   * @throws CheckpointException if the file cannot be written
   */
  public void describe(MetaGraphDef graph) {
    requireOpen();
    try {
      files.write(BundleFiles.GRAPH, TextFormat.printer().printToString(graph.getGraphDef()));
    } catch (IOException e) {
      throw new CheckpointException(
          directory, "cannot write " + BundleFiles.GRAPH + " in " + directory + ": " + e, e);
    }
    metaGraph = graph.toByteArray();
  }

  /**
   * The checkpoints of the directory; see {@link Checkpoints#list}.
   *
   * @return newest first
   */
  public List<Checkpoint> list() {
    return Checkpoints.list(directory);
  }

  /**
   * Saves a checkpoint, named {@code model.ckpt-<step>}, and then deletes those that the policy
   * gives up. Saving a step that is there already replaces it.
   *
   * @param globalStep the step, not negative
   * @param variables the values by the names of the variables; they stay the caller's
   * @param states further state by the name of its {@link CheckpointState}
   * @return the checkpoint
   * @throws NonFiniteVariableException if a value is NaN or infinite; nothing was changed
   * @throws CheckpointException if writing failed, because of a full disk, say; the checkpoints
   *     from before are as they were
   */
  public Checkpoint save(
      long globalStep, Map<String, ? extends Tensor> variables, Map<String, byte[]> states) {
    requireOpen();
    if (globalStep < 0) {
      throw new IllegalArgumentException(
          "the global step (= " + globalStep + ") must not be negative");
    }
    if (variables.containsKey(CheckpointReader.STATE_VARIABLE) || variables.containsKey("")) {
      throw new IllegalArgumentException(
          "a variable may not be named '" + CheckpointReader.STATE_VARIABLE + "' or ''");
    }
    requireFinite(globalStep, variables);
    Map<String, byte[]> strings =
        Map.of(CheckpointReader.STATE_VARIABLE, StateCodec.encode(states));
    try {
      List<KeptCheckpoint> listed = files.recover(CheckpointList.read(directory).oldestFirst());
      double now = clock.millis() / 1e3;
      List<KeptCheckpoint> kept =
          files.publish(listed, globalStep, now, new Bundle(variables, strings, metaGraph));
      retain(kept);
      return kept.get(kept.size() - 1).checkpoint();
    } catch (IOException e) {
      throw new CheckpointException(
          directory,
          "cannot save "
              + BundleFiles.name(globalStep)
              + " in "
              + directory
              + ": "
              + e
              + "; the checkpoints from before are as they were",
          e);
    }
  }

  /**
   * Makes an older checkpoint the newest, so that whoever loads the model loads this one. In one
   * step; the files stay as they are.
   *
   * @param checkpoint one that is listed
   * @throws IllegalArgumentException if it is not listed
   * @throws CheckpointException if the list cannot be written; it is as it was
   */
  public void makeNewest(Checkpoint checkpoint) {
    requireOpen();
    List<KeptCheckpoint> listed = CheckpointList.read(directory).oldestFirst();
    List<KeptCheckpoint> others = new ArrayList<>();
    List<KeptCheckpoint> chosen = new ArrayList<>();
    for (KeptCheckpoint kept : listed) {
      (kept.checkpoint().step() == checkpoint.step() ? chosen : others).add(kept);
    }
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no " + checkpoint.name() + " in " + directory + "; there are " + list());
    }
    others.addAll(chosen);
    try {
      files.list(others);
    } catch (IOException e) {
      throw new CheckpointException(
          directory, "cannot write the list of checkpoints in " + directory + ": " + e, e);
    }
  }

  private void requireFinite(long globalStep, Map<String, ? extends Tensor> variables) {
    List<String> bad = new ArrayList<>();
    variables.forEach(
        (name, value) -> {
          if (!FiniteCheck.isFinite(value)) {
            bad.add(name);
          }
        });
    if (!bad.isEmpty()) {
      throw new NonFiniteVariableException(directory, globalStep, bad, variables.size());
    }
  }

  /** Deletes what the policy gives up, then stops listing it: whatever remains is still listed. */
  private void retain(List<KeptCheckpoint> listed) throws IOException {
    List<KeptCheckpoint> obsolete = new ArrayList<>(retention.obsolete(listed));
    obsolete.remove(listed.get(listed.size() - 1));
    List<KeptCheckpoint> kept = new ArrayList<>(listed);
    for (KeptCheckpoint old : obsolete) {
      try {
        files.remove(old.checkpoint().prefix());
        kept.remove(old);
      } catch (IOException e) {
        LOG.warn("Cannot delete the old checkpoint {}; trying again later", old.checkpoint(), e);
      }
    }
    if (kept.size() < listed.size()) {
      files.list(kept);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the store of " + directory + " is closed");
    }
  }

  /** Gives the directory back; a second call does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      OpenHandles.closed(this);
      lock.close();
    }
  }
}
