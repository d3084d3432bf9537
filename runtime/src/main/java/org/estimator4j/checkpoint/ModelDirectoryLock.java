package org.estimator4j.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to write into a model directory: a lock of the operating system, which it takes back
 * when the process dies, however it dies.
 *
 * <p>The locks of POSIX systems belong to the process, and closing <em>any</em> channel on the file
 * gives them up. So this JVM also keeps a list of its own, and asks it before it touches the file.
 */
final class ModelDirectoryLock implements AutoCloseable {

  /** Kept for ever: to delete it would let two writers lock two files of one name. */
  private static final String FILE = "estimator4j.lock";

  /**
   * The byte that is locked: far behind the text, so that others can read it where locks forbid.
   */
  private static final long LOCKED = Long.MAX_VALUE - 1;

  private static final Map<Path, String> HELD_HERE = new ConcurrentHashMap<>();

  private final Path directory;
  private final FileChannel channel;

  private ModelDirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Makes the directory, if it is not there, and locks it.
   *
   * @throws ModelDirectoryInUseException if somebody else has it
   * @throws CheckpointException if there is no writing there
   */
  static ModelDirectoryLock acquire(Path modelDirectory) {
    Path directory = create(modelDirectory);
    String owner =
        "process "
            + ProcessHandle.current().pid()
            + ", thread '"
            + Thread.currentThread().getName()
            + "', since "
            + Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String holder = HELD_HERE.putIfAbsent(directory, owner);
    if (holder != null) {
      throw inUse(directory, "this JVM (" + holder + ")", null);
    }
    FileChannel channel = null;
    boolean held = false;
    try {
      channel = open(directory);
      FileLock lock = channel.tryLock(LOCKED, 1, false);
      if (lock == null) {
        throw inUse(directory, holder(channel), null);
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((owner + "\n").getBytes(StandardCharsets.UTF_8)), 0);
      held = true;
      return new ModelDirectoryLock(directory, channel);
    } catch (OverlappingFileLockException e) {
      throw inUse(directory, "this JVM, through another class loader", e);
    } catch (IOException e) {
      throw notWritable(directory, e);
    } finally {
      if (!held) {
        release(directory, channel);
      }
    }
  }

  private static Path create(Path modelDirectory) {
    try {
      Files.createDirectories(modelDirectory);
      return modelDirectory.toRealPath();
    } catch (FileAlreadyExistsException e) {
      throw new CheckpointException(
          modelDirectory,
          "model directory "
              + modelDirectory
              + " cannot be made: "
              + e.getMessage()
              + " is a file; remove it or choose another directory",
          e);
    } catch (IOException e) {
      throw notWritable(modelDirectory, e);
    }
  }

  private static FileChannel open(Path directory) throws IOException {
    return FileChannel.open(
        directory.resolve(FILE),
        StandardOpenOption.CREATE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(200);
    channel.read(text, 0);
    String holder = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
    return holder.isEmpty() ? "another process" : "another process (" + holder + ")";
  }

  private static ModelDirectoryInUseException inUse(
      Path directory, String holder, @Nullable Throwable cause) {
    return new ModelDirectoryInUseException(
        directory,
        "model directory "
            + directory
            + " is being written by "
            + holder
            + "; one writer at a time: wait for it, close it, or use another directory",
        cause);
  }

  private static CheckpointException notWritable(Path directory, IOException e) {
    return new CheckpointException(
        directory,
        "cannot write into model directory "
            + directory
            + ": "
            + e
            + "; give this user the right to write there, or choose another directory",
        e);
  }

  /** The directory, without links and relative parts. */
  Path directory() {
    return directory;
  }

  /** Gives the right back; a second call does nothing. */
  @Override
  public void close() {
    if (channel.isOpen()) {
      release(directory, channel);
    }
  }

  private static void release(Path directory, @Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new CheckpointException(directory, "cannot unlock model directory " + directory, e);
    } finally {
      HELD_HERE.remove(directory);
    }
  }
}
