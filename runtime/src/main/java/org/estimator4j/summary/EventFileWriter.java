package org.estimator4j.summary;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import org.estimator4j.format.internal.RecordFraming;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/**
 * Writes what TensorBoard reads: a file {@code events.out.tfevents.<seconds>.<host>} of {@code
 * Event} records, the first of which says the version of the format.
 *
 * <p>Events are buffered; {@link #flush()} hands them to the operating system. Not for several
 * threads at a time. A write that fails throws {@link UncheckedIOException}.
 */
public final class EventFileWriter implements AutoCloseable {

  private static final String VERSION = "brain.Event:2";

  private final Path file;
  private final Clock clock;
  private final OutputStream out;
  private boolean closed;

  private EventFileWriter(Path file, Clock clock, OutputStream out) {
    this.file = file;
    this.clock = clock;
    this.out = out;
  }

  /**
   * Starts a file.
   *
   * @param directory where; made if it is not there
   * @return the writer, to be closed
   */
  public static EventFileWriter open(Path directory) {
    return open(directory, Clock.systemUTC());
  }

  static EventFileWriter open(Path directory, Clock clock) {
    try {
      Files.createDirectories(directory);
      String name =
          "events.out.tfevents." + clock.instant().getEpochSecond() + "." + HostName.get();
      for (int suffix = 0; ; suffix++) {
        Path file = directory.resolve(suffix == 0 ? name : name + "." + suffix);
        try {
          OutputStream raw = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
          EventFileWriter writer = new EventFileWriter(file, clock, new BufferedOutputStream(raw));
          writer.write(writer.event().setFileVersion(VERSION).build());
          writer.flush();
          return writer;
        } catch (FileAlreadyExistsException e) {
          // Another writer started in the same second.
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start an event file in " + directory, e);
    }
  }

  /**
   * The file that is written.
   *
   * @return its path
   */
  public Path file() {
    return file;
  }

  /**
   * Writes a number.
   *
   * @param tag the name of the curve
   * @param value the number
   * @param step where on the curve it belongs
   */
  public void scalar(String tag, float value, long step) {
    summary(
        Summary.newBuilder()
            .addValue(Summary.Value.newBuilder().setTag(tag).setSimpleValue(value))
            .build(),
        step);
  }

  /**
   * Writes a summary.
   *
   * @param summary such as a summary op gives
   * @param step the step that it belongs to
   */
  public void summary(Summary summary, long step) {
    write(event().setSummary(summary).setStep(step).build());
  }

  /**
   * Writes an event as it is.
   *
   * @param event the event
   */
  public void write(Event event) {
    requireOpen();
    try {
      RecordFraming.write(out, event.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + file, e);
    }
  }

  /** Hands what was written to the operating system, where TensorBoard sees it. */
  public void flush() {
    requireOpen();
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + file, e);
    }
  }

  /** Flushes and closes the file; a second call does nothing. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + file, e);
    }
  }

  private Event.Builder event() {
    Instant now = clock.instant();
    return Event.newBuilder().setWallTime(now.getEpochSecond() + now.getNano() / 1e9);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the writer of " + file + " is closed");
    }
  }
}
