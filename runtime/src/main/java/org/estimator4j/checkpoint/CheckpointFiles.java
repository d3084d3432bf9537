package org.estimator4j.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.estimator4j.checkpoint.RetentionPolicy.KeptCheckpoint;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Tensor;

/**
 * Changes the files of a model directory, so that at every moment the list names complete bundles
 * only. What goes is not decided here, but by a {@link RetentionPolicy}.
 *
 * <p>A bundle passes through these states. A process may die between any two of them.
 *
 * <pre>
 * model.ckpt-7.pending.*                 being written; unlisted: removed by {@link #recover}
 * model.ckpt-7.*                         complete; unlisted, and so invisible
 * model.ckpt-7.*                         complete and listed
 * </pre>
 *
 * <p>Two files cannot be replaced in one step. So where {@code model.ckpt-7} is listed already, the
 * new bundle is listed under its pending name first; then the old files go, the new ones get their
 * final name beside the pending one, which is listed; then the pending name goes. {@link #recover}
 * goes on with that.
 */
final class CheckpointFiles {

  private final Path directory;
  private final Disk disk;

  CheckpointFiles(Path directory, Disk disk) {
    this.directory = directory;
    this.disk = disk;
  }

  /**
   * What one save writes.
   *
   * @param metaGraph the graph for {@code .meta}, or null for none
   */
  @SuppressWarnings("ArrayRecordComponent") // on its way to the disk, never compared
  record Bundle(
      Map<String, ? extends Tensor> variables,
      Map<String, byte[]> strings,
      byte @Nullable [] metaGraph) {}

  /**
   * Writes a bundle and adds it to the list as the newest.
   *
   * @param listed the list so far, oldest first
   * @param savedAt the time for the list, in seconds since 1970
   * @return the list, the new one last
   */
  List<KeptCheckpoint> publish(
      List<KeptCheckpoint> listed, long step, double savedAt, Bundle bundle) throws IOException {
    Checkpoint target = new Checkpoint(directory.resolve(BundleFiles.name(step)), step);
    Path pending = BundleFiles.sibling(target.prefix(), BundleFiles.PENDING);
    List<KeptCheckpoint> others =
        listed.stream().filter(kept -> !kept.checkpoint().equals(target)).toList();
    List<KeptCheckpoint> extended = new ArrayList<>(others);
    extended.add(new KeptCheckpoint(target, savedAt));
    try {
      writeMeta(pending, bundle.metaGraph());
      new BundleWriter(disk).write(pending, bundle.variables(), bundle.strings());
    } catch (IOException | RuntimeException | Error e) {
      removeQuietly(pending, e);
      throw e;
    }
    if (others.size() < listed.size()) {
      List<KeptCheckpoint> bridge = new ArrayList<>(others);
      bridge.add(new KeptCheckpoint(new Checkpoint(pending, step), savedAt));
      list(bridge);
      replace(pending, extended);
    } else {
      try {
        if (bundle.metaGraph() != null) {
          disk.rename(BundleFiles.meta(pending), BundleFiles.meta(target.prefix()));
        } else if (Files.exists(BundleFiles.meta(target.prefix()))) {
          disk.delete(BundleFiles.meta(target.prefix())); // of a save that was interrupted
        }
        disk.rename(BundleFiles.data(pending), BundleFiles.data(target.prefix()));
        disk.rename(BundleFiles.index(pending), BundleFiles.index(target.prefix()));
        list(extended);
      } catch (IOException | RuntimeException | Error e) {
        removeQuietly(pending, e);
        throw e;
      }
    }
    return extended;
  }

  private void writeMeta(Path prefix, byte @Nullable [] metaGraph) throws IOException {
    if (metaGraph != null) {
      try (FileChannel file = disk.create(BundleFiles.meta(prefix))) {
        disk.write(file, ByteBuffer.wrap(metaGraph));
        disk.sync(file);
      }
    }
  }

  /** From a list that names the pending bundle to one that names it by its final name. */
  private void replace(Path pending, List<KeptCheckpoint> finalList) throws IOException {
    Path target = finalPrefix(pending);
    remove(target);
    if (Files.exists(BundleFiles.meta(pending))) {
      disk.link(BundleFiles.meta(pending), BundleFiles.meta(target));
    }
    disk.link(BundleFiles.data(pending), BundleFiles.data(target));
    disk.link(BundleFiles.index(pending), BundleFiles.index(target));
    list(finalList);
    remove(pending);
  }

  private static Path finalPrefix(Path pending) {
    String name = String.valueOf(pending.getFileName());
    return pending.resolveSibling(name.substring(0, name.length() - BundleFiles.PENDING.length()));
  }

  private static boolean isPending(String name) {
    return name.endsWith(BundleFiles.PENDING);
  }

  /**
   * Tidies up after a save that was interrupted: ends a replacement, and removes pending files that
   * the list does not name. Never touches others.
   *
   * @return the list
   */
  List<KeptCheckpoint> recover(List<KeptCheckpoint> listed) throws IOException {
    List<KeptCheckpoint> current = listed;
    for (int i = 0; i < listed.size(); i++) {
      KeptCheckpoint kept = listed.get(i);
      Path pending = kept.checkpoint().prefix();
      if (isPending(kept.checkpoint().name()) && Files.exists(BundleFiles.index(pending))) {
        Checkpoint target = new Checkpoint(finalPrefix(pending), kept.checkpoint().step());
        current = new ArrayList<>(current);
        current.set(i, new KeptCheckpoint(target, kept.savedAt()));
        replace(pending, current);
      }
    }
    Set<String> names = new HashSet<>();
    current.forEach(kept -> names.add(kept.checkpoint().name()));
    for (Path file : BundleFiles.list(directory)) {
      String bundle = BundleFiles.bundle(file);
      if (isPending(bundle) && bundle.startsWith(BundleFiles.NAME) && !names.contains(bundle)) {
        disk.delete(file);
      }
    }
    disk.delete(directory.resolve(BundleFiles.STATE_PENDING));
    return current;
  }

  /** Writes the list, and waits until it and the names in the directory are on the device. */
  void list(List<KeptCheckpoint> oldestFirst) throws IOException {
    disk.syncDirectory(directory);
    StateFile state =
        new StateFile(
            oldestFirst.stream()
                .map(kept -> new StateFile.Entry(relative(kept.checkpoint()), kept.savedAt()))
                .toList());
    write(BundleFiles.STATE, state.format());
    disk.syncDirectory(directory);
  }

  /** Writes a file of the directory, in place of any of its name, in one step. */
  void write(String name, String text) throws IOException {
    Path pending = directory.resolve(BundleFiles.STATE_PENDING);
    try (FileChannel file = disk.create(pending)) {
      disk.write(file, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      disk.sync(file);
    }
    disk.rename(pending, directory.resolve(name));
  }

  /** Names relative to the directory, so that it can be moved. */
  private String relative(Checkpoint checkpoint) {
    Path prefix = checkpoint.prefix();
    return prefix.startsWith(directory)
        ? directory.relativize(prefix).toString()
        : prefix.toString();
  }

  /** Deletes every file of a bundle, the index first: what is left over is no bundle any more. */
  void remove(Path prefix) throws IOException {
    disk.delete(BundleFiles.index(prefix));
    for (Path file : BundleFiles.of(prefix)) {
      disk.delete(file);
    }
  }

  private void removeQuietly(Path prefix, Throwable cause) {
    try {
      remove(prefix);
      disk.delete(directory.resolve(BundleFiles.STATE_PENDING));
    } catch (IOException | RuntimeException | Error e) {
      cause.addSuppressed(e);
    }
  }
}
