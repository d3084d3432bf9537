package org.estimator4j.input;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * A recipe for batches: immutable, safe for any number of threads, opened as often as one likes.
 *
 * <pre>{@code
 * Input train = Input.arrays()
 *     .feature("pixels", pixels)   // float[][]: one array a row
 *     .label("digit", digits)      // int[]
 *     .shuffle()
 *     .repeat()
 *     .batch(32);
 * }</pre>
 *
 * <p><b>For implementers.</b> Two cursors opened with equal contexts give equal batches, on every
 * JVM. A cursor opened at position p gives what a cursor opened at 0 gives after p batches.
 */
public interface Input {

  /**
   * Starts with arrays in memory.
   *
   * @return rows without any column yet
   */
  static ArrayRows arrays() {
    return ArrayRows.empty();
  }

  /**
   * Starts with files of comma-separated values.
   *
   * @param path a file, or a pattern whose last part has {@code *} or <code>?</code>
   * @return what the files are read with
   */
  static CsvSource csv(String path) {
    return new CsvSource(path);
  }

  /**
   * Starts with record files (TFRecord) of {@code tf.Example}s.
   *
   * @param path a file, or a pattern whose last part has {@code *} or <code>?</code>
   * @return what the files are read with
   */
  static ExampleSource tfRecords(String path) {
    return new ExampleSource(path);
  }

  /**
   * Starts with a folder of images (PNG, JPEG) that has a folder for each class.
   *
   * @param directory the folder
   * @return what the images are read with
   * @throws InputException if there is no image
   */
  static ImageFolder images(Path directory) {
    return new ImageFolder(directory);
  }

  /**
   * Starts with a pipeline of TensorFlow's own ({@code tf.data}), which runs in C++ in a graph and
   * a session of its own. A run that is continued skips the batches before its position, so the
   * pipeline must be deterministic: seed its shuffles by the context, and let no parallel operation
   * give up the order. The first session of a process settles its threads; a {@linkplain
   * Input#preview preview} before a training would be it.
   *
   * @param name what it is, for people and for the {@linkplain #fingerprint() fingerprint}
   * @param spec what a row of its batches holds
   * @param pipeline builds it, anew for each pass
   * @return an input
   */
  static Input dataset(String name, ElementSpec spec, DatasetGraph pipeline) {
    return new DatasetInput(name, spec, pipeline);
  }

  /**
   * Starts with objects of a record class, or of a data class of Kotlin: each component is a
   * feature, or a label if it is annotated so; {@code name} and {@code shape} of {@link
   * org.estimator4j.annotation.Feature} and {@link org.estimator4j.annotation.Label} count. An
   * array without a shape may differ in length from row to row. A list is neither copied nor part
   * of the {@linkplain #fingerprint() fingerprint} but for its length; do not change it.
   *
   * @param <R> the record class
   * @param type the record class
   * @param records the objects; iterated over anew for each pass, in the same order
   * @return the rows
   * @throws IllegalArgumentException if the class is neither, or a component has no tensor type
   */
  static <R> Rows records(Class<R> type, Iterable<? extends R> records) {
    return new StreamedRows(new RecordStream<>(RecordLayout.of(type), records));
  }

  /**
   * Starts with rows that are read one after another, anew for each pass and for each run that
   * continues: the iterable must give equal rows each time. An iterator that is {@link
   * AutoCloseable} is closed.
   *
   * @param name what the rows are, for people and for the {@linkplain #fingerprint() fingerprint}
   * @param spec what each row holds
   * @param rows opens an iterator for each pass
   * @return the rows
   */
  static Rows rows(String name, ElementSpec spec, Iterable<Row> rows) {
    return new StreamedRows(new SuppliedStream(spec, name, false, rows::iterator));
  }

  /**
   * Starts with streams, one for each pass, which must give equal rows each time; each is closed.
   *
   * @param name what the rows are, for people and for the {@linkplain #fingerprint() fingerprint}
   * @param spec what each row holds
   * @param rows opens a stream for each pass
   * @return the rows
   */
  static Rows stream(String name, ElementSpec spec, Supplier<Stream<Row>> rows) {
    return new StreamedRows(
        new SuppliedStream(spec, name, false, () -> new ClosingIterator<>(rows.get())));
  }

  /**
   * Starts with rows that are gone when they were read, such as messages of a queue. A run that is
   * continued goes on with what comes next; rows that were read but in no completed step, because
   * they stood in a prefetch, a batch or a shuffle buffer, are lost, and a warning says so now.
   *
   * @param name what the rows are, for people and for the {@linkplain #fingerprint() fingerprint}
   * @param spec what each row holds
   * @param rows opens an iterator for each pass
   * @return the rows
   */
  static Rows liveRows(String name, ElementSpec spec, Supplier<? extends Iterator<Row>> rows) {
    LoggerFactory.getLogger(Input.class)
        .warn(
            "{} is live: a run that is continued goes on with the rows that come then; rows that"
                + " were read but not yet trained on are lost, and it will not end as an"
                + " undisturbed one",
            name);
    return new StreamedRows(new SuppliedStream(spec, name, true, rows));
  }

  /**
   * Starts a pass.
   *
   * @param context for what, and from which position on
   * @return a cursor, which the caller closes
   */
  InputCursor open(InputContext context);

  /**
   * What each batch holds, known without opening the input.
   *
   * @return names, element types and row shapes
   */
  ElementSpec elementSpec();

  /**
   * The number of batches in one pass.
   *
   * @return 0 if there is none at all; empty if the input never ends or cannot know
   */
  OptionalLong size();

  /**
   * Says whether a stored position still means the same batches: the sources with their names,
   * types, shapes, sizes and a checksum of their content, the operations and their seeds. Readable,
   * so that a difference can be shown. May read the data; the text is kept.
   *
   * @return a line of text, equal for equal recipes
   */
  String fingerprint();

  /**
   * Shows the pipeline to a person.
   *
   * @return a short tree, from the last operation to the source, with types and shapes; no line
   *     break at the end
   */
  String describe();

  /**
   * Shows the first rows to a person; opens the input for it.
   *
   * @param rows how many at most
   * @return a table with a head; no line break at the end
   */
  default String preview(int rows) {
    return Preview.of(this, rows);
  }

  /**
   * These batches over and over, without end. A batch never spans two rounds: for that, {@linkplain
   * Rows#repeat() repeat the rows}. A shuffle below gives each round another order.
   *
   * @return an input that ends only if this one is empty
   */
  default Input repeat() {
    return new RepeatedInput(this, RowOrder.ENDLESS);
  }

  /**
   * These batches several times over; see {@link #repeat()}.
   *
   * @param times how often, not negative
   * @return an input of {@code times} rounds
   */
  default Input repeat(long times) {
    return new RepeatedInput(this, RowOrder.requireCount("repeat", times));
  }

  /**
   * The first batch over and over, without end: to see whether a model can learn one batch at all,
   * or to measure steps alone. Its tensors are made once and stay valid until the cursor is closed.
   *
   * @return an input that ends only if this one is empty
   */
  default Input repeatFirstBatch() {
    return new FirstBatchInput(this);
  }

  /**
   * Whether cursors of this input already read ahead in a thread of their own, so that another
   * {@link #prefetch} would only hold more memory. Training prefetches by itself what does not.
   *
   * @return true behind {@link #prefetch}
   */
  default boolean isPrefetched() {
    return false;
  }

  /**
   * Prepares batches ahead of time, in a thread of its own for each open cursor. Changes neither
   * the batches nor their order, nor what a position means: batches that were prepared but not
   * handed out do not count. An exception of the input is thrown to whoever asks for the batch that
   * it concerns.
   *
   * <p>One or two batches are enough for an input that is steadily faster than the steps; more help
   * if it is uneven. Each takes the memory of a batch.
   *
   * @param batches how many batches to hold ready, at least 1
   * @return an input of the same batches
   */
  default Input prefetch(int batches) {
    return new PrefetchedInput(this, batches);
  }
}
