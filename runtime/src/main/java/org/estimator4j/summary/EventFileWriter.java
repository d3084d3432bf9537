package org.estimator4j.summary;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.estimator4j.tensorflow.OpenHandles;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.RunMetadata;
import org.tensorflow.proto.SessionLog;
import org.tensorflow.proto.Summary;
import org.tensorflow.proto.TaggedRunMetadata;

/**
 * Writes what TensorBoard reads: a file {@code events.out.tfevents.<seconds>.<host>} of {@code
 * Event} records, the first of which says the version of the format.
 *
 * <pre>{@code
 * try (EventFileWriter events = EventFileWriter.open(Path.of("model"))) {
 *   events.scalar("temperature", 36.6f, 100);
 *   events.text("remark", "the **first** run", 100);
 * }
 * }</pre>
 *
 * <p>A thread of its own encodes and writes the events, within a third of a second: a call copies
 * what it is given and takes microseconds, however slow the disk is. What cannot be written,
 * because the disk is full, is lost; an error in the log says so, and later events are tried again.
 * For any number of threads; close it.
 */
public final class EventFileWriter implements AutoCloseable {

  private static final String VERSION = "brain.Event:2";

  private final Path file;
  private final Clock clock;
  private final EventQueue queue;
  private volatile boolean closed;

  EventFileWriter(Path file, Clock clock, EventSink sink) {
    this.file = file;
    this.clock = clock;
    this.queue = new EventQueue(file.toString(), sink);
    OpenHandles.opened(this);
    event(0, event -> event.setFileVersion(VERSION));
  }

  /**
   * Starts a file.
   *
   * @param directory where; made if it is not there
   * @return the writer, to be closed
   * @throws UncheckedIOException if there is no making a file in the directory
   */
  public static EventFileWriter open(Path directory) {
    return open(directory, Clock.systemUTC());
  }

  static EventFileWriter open(Path directory, Clock clock) {
    EventFiles.Created created = EventFiles.create(directory, clock);
    return new EventFileWriter(created.file(), clock, created.sink());
  }

  /**
   * Whether a directory has event files, of this run or an earlier one.
   *
   * @param directory the directory; it need not exist
   * @return true if there is one
   */
  public static boolean hasFiles(Path directory) {
    return EventFiles.areIn(directory);
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
    value(0, step, () -> Summary.Value.newBuilder().setTag(tag).setSimpleValue(value));
  }

  /**
   * Writes how values are spread: a histogram of 30 buckets.
   *
   * @param tag its name
   * @param values the values; those that are not finite are left out
   * @param step where it belongs
   */
  public void histogram(String tag, double[] values, long step) {
    double[] copy = values.clone();
    value((long) Double.BYTES * copy.length, step, () -> HistogramValue.of(copy).setTag(tag));
  }

  /**
   * Writes a picture.
   *
   * @param tag its name
   * @param width in pixels
   * @param height in pixels
   * @param pixels row by row from the top, of each pixel 1 (grey), 3 (red, green, blue) or 4 bytes
   *     (and opacity)
   * @param step where it belongs
   * @throws IllegalArgumentException if there are not as many bytes
   */
  public void image(String tag, int width, int height, byte[] pixels, long step) {
    ImageValue image = ImageValue.of(width, height, pixels);
    value(pixels.length, step, () -> image.toValue().setTag(tag));
  }

  /**
   * Writes a sound.
   *
   * @param tag its name
   * @param samples between -1 and 1; of several channels each frame's samples stand together
   * @param channels such as 2 for stereo
   * @param sampleRate frames per second
   * @param step where it belongs
   * @throws IllegalArgumentException if the samples do not make whole frames
   */
  public void audio(String tag, float[] samples, int channels, int sampleRate, long step) {
    AudioValue audio = AudioValue.of(samples, channels, sampleRate);
    value((long) Float.BYTES * samples.length, step, () -> audio.toValue().setTag(tag));
  }

  /**
   * Writes texts, which TensorBoard shows as Markdown, several as a table.
   *
   * @param tag its name
   * @param markdown the texts
   * @param step where they belong
   */
  public void text(String tag, List<String> markdown, long step) {
    List<String> copy = List.copyOf(markdown);
    value(
        copy.stream().mapToLong(String::length).sum(), step, () -> TextValue.of(copy).setTag(tag));
  }

  /**
   * Writes a text, which TensorBoard shows as Markdown.
   *
   * @param tag its name
   * @param markdown the text
   * @param step where it belongs
   */
  public void text(String tag, String markdown, long step) {
    text(tag, List.of(markdown), step);
  }

  /**
   * Writes how precision and recall change with the threshold.
   *
   * @param tag its name
   * @param curve the counts at each threshold
   * @param step where it belongs
   */
  public void prCurve(String tag, PrCurve curve, long step) {
    value(curve.bytes(), step, () -> curve.toValue().setTag(tag));
  }

  /**
   * Writes hyperparameters, for TensorBoard's page HParams: this directory is one line there.
   *
   * @param hparams names, values, and which curves measure success
   */
  public void hparams(HParams hparams) {
    hparams.start().forEach(value -> value(0, 0, () -> value));
  }

  /**
   * Says that what {@link #hparams} has begun ended well, or did not.
   *
   * @param succeeded whether it ended well
   */
  public void hparamsEnd(boolean succeeded) {
    double seconds = now();
    value(0, 0, () -> HParams.end(succeeded, seconds));
  }

  /**
   * Writes a graph, for TensorBoard's page Graphs; scopes of names are its boxes.
   *
   * @param graph the graph
   */
  public void graph(GraphDef graph) {
    event(graph.getSerializedSize(), event -> event.setGraphDef(graph.toByteString()));
  }

  /**
   * Writes what a traced run took, for TensorBoard's page Graphs.
   *
   * @param tag a name such as {@code step_100}; each may be used once
   * @param metadata what the run told
   * @param step the step that was traced
   */
  public void runMetadata(String tag, RunMetadata metadata, long step) {
    event(
        metadata.getSerializedSize(),
        event ->
            event
                .setStep(step)
                .setTaggedRunMetadata(
                    TaggedRunMetadata.newBuilder()
                        .setTag(tag)
                        .setRunMetadata(metadata.toByteString())));
  }

  /**
   * Writes that a run begins here: TensorBoard hides points of later steps that an earlier run
   * left.
   *
   * @param step the step from which it goes on
   */
  public void sessionStart(long step) {
    SessionLog log = SessionLog.newBuilder().setStatus(SessionLog.SessionStatus.START).build();
    event(0, event -> event.setStep(step).setSessionLog(log));
  }

  /**
   * Writes that a checkpoint was saved.
   *
   * @param prefix its path without an ending
   * @param step its step
   */
  public void checkpoint(Path prefix, long step) {
    SessionLog log =
        SessionLog.newBuilder()
            .setStatus(SessionLog.SessionStatus.CHECKPOINT)
            .setCheckpointPath(prefix.toString())
            .build();
    event(0, event -> event.setStep(step).setSessionLog(log));
  }

  /**
   * Writes a summary.
   *
   * @param summary any summary
   * @param step the step that it belongs to
   */
  public void summary(Summary summary, long step) {
    event(summary.getSerializedSize(), event -> event.setStep(step).setSummary(summary));
  }

  /**
   * Writes a summary as a graph's summary op gives it; it is parsed in the background.
   *
   * @param serialized the bytes of a {@code Summary}, which are not to be changed afterwards
   * @param step the step that it belongs to
   */
  public void summary(byte[] serialized, long step) {
    event(
        serialized.length, event -> event.setStep(step).setSummary(Summary.parseFrom(serialized)));
  }

  /**
   * Writes an event as it is.
   *
   * @param event the event
   */
  public void write(Event event) {
    requireOpen();
    queue.add(event.getSerializedSize(), () -> event);
  }

  private void value(long bytes, long step, Supplier<Summary.Value.Builder> value) {
    event(
        bytes, event -> event.setStep(step).setSummary(Summary.newBuilder().addValue(value.get())));
  }

  /** What an event has beside its time; called later, by the thread that writes. */
  @FunctionalInterface
  private interface Content {
    void addTo(Event.Builder event) throws InvalidProtocolBufferException;
  }

  private void event(long bytes, Content content) {
    requireOpen();
    double time = now();
    queue.add(
        bytes,
        () -> {
          Event.Builder event = Event.newBuilder().setWallTime(time);
          content.addTo(event);
          return event.build();
        });
  }

  /** Waits until what was written so far is in the file, where TensorBoard sees it, or lost. */
  public void flush() {
    requireOpen();
    queue.flush();
  }

  /** Waits for what is to be written, and closes the file; a second call does nothing. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    OpenHandles.closed(this);
    queue.close();
  }

  private double now() {
    Instant now = clock.instant();
    return now.getEpochSecond() + now.getNano() / 1e9;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the writer of " + file + " is closed");
    }
  }
}
