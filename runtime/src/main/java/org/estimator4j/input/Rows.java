package org.estimator4j.input;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.estimator4j.feature.FeatureKind;

/**
 * A recipe for rows: what stands before {@link #batch(int)} makes an {@link Input} of it.
 * Immutable; each method gives a new recipe. The order of calls matters, as in Python's {@code
 * tf.data}: {@code shuffle().repeat()} shuffles each round by itself, {@code repeat().batch(n)}
 * lets batches span two rounds, {@code batch(n).repeat()} does not.
 */
public abstract class Rows {

  Rows() {}

  /**
   * What each row holds, known without reading it.
   *
   * @return names, element types and row shapes
   */
  public abstract ElementSpec elementSpec();

  /**
   * The number of rows in one pass.
   *
   * @return 0 if there is none at all; empty if they never end or it cannot be known
   */
  public abstract OptionalLong size();

  /**
   * The rows in random order: exact, every order is equally likely, each row comes once. Another
   * order in each round of a {@link #repeat()} and in each pass, and always the same one for the
   * same seed, on every JVM. Takes four bytes of memory a row.
   *
   * @return the rows shuffled by the seed of the run
   * @throws IllegalStateException if the rows never end
   */
  public abstract Rows shuffle();

  /**
   * The rows in random order, whatever the seed of the run; see {@link #shuffle()}.
   *
   * @param seed the seed of the order; rounds and passes still differ from each other
   * @return the rows shuffled
   * @throws IllegalStateException if the rows never end
   */
  public abstract Rows shuffle(long seed);

  /**
   * The rows over and over, without end.
   *
   * @return rows that end only if there are none
   */
  public abstract Rows repeat();

  /**
   * The rows several times over.
   *
   * @param times how often, not negative
   * @return the rows of {@code times} rounds
   */
  public abstract Rows repeat(long times);

  /**
   * The first rows only.
   *
   * @param count how many at most, not negative
   * @return these rows
   */
  public abstract Rows take(long count);

  /**
   * All but the first rows.
   *
   * @param count how many to leave out, not negative
   * @return the rows behind them
   */
  public abstract Rows skip(long count);

  /**
   * The rows of one of several workers: those whose number is {@code index} modulo {@code count}.
   * Stands before a shuffle, so that workers have no row in common.
   *
   * @param count the number of workers
   * @param index which of them, from 0
   * @return every {@code count}-th row
   */
  public abstract Rows shard(int count, int index);

  /**
   * The rows in random order out of a buffer, for sources that do not fit into memory: a row comes
   * at most {@code buffer} places before its own. Otherwise as {@link #shuffle()}. A continued run
   * reads the rows before its position again, and so comes to the same order.
   *
   * @param buffer the number of rows to hold, at least 1
   * @return the rows shuffled by the seed of the run
   */
  public final Rows shuffleBuffer(int buffer) {
    return new StreamedRows(new BufferedShuffle(stream(), buffer, OptionalLong.empty()));
  }

  /**
   * The rows in random order out of a buffer, whatever the seed of the run.
   *
   * @param buffer the number of rows to hold, at least 1
   * @param seed the seed of the order; rounds and passes still differ from each other
   * @return the rows shuffled
   */
  public final Rows shuffleBuffer(int buffer, long seed) {
    return new StreamedRows(new BufferedShuffle(stream(), buffer, OptionalLong.of(seed)));
  }

  /**
   * Each row changed by a function; what rows hold stays the same. The function is not part of the
   * {@linkplain Input#fingerprint() fingerprint}: a run that continues with another one is not
   * noticed.
   *
   * @param function makes a row of a row, and depends on nothing else
   * @return the changed rows
   */
  public final Rows map(RowFunction function) {
    return map(1, elementSpec(), function);
  }

  /**
   * Each row changed by a function into one that holds something else.
   *
   * @param result what the function's rows hold
   * @param function makes a row of a row, and depends on nothing else
   * @return the changed rows
   */
  public final Rows map(ElementSpec result, RowFunction function) {
    return map(1, result, function);
  }

  /**
   * Each row changed by a function that several threads call at the same time; the order stays.
   *
   * @param threads how many threads, at least 1, of which 1 is the reader's own
   * @param result what the function's rows hold
   * @param function makes a row of a row, depends on nothing else and is safe for many threads
   * @return the changed rows
   */
  public final Rows map(int threads, ElementSpec result, RowFunction function) {
    return new StreamedRows(new MappedStream(stream(), result, function, threads));
  }

  /**
   * Columns whose rows differ in length, carried by batches as they are, not filled up: for
   * features that the model takes as {@code RaggedOperand}.
   *
   * @param names features or labels with a first size of -1
   * @return the rows
   * @throws IllegalArgumentException if there is no such name or its rows do not differ in length
   */
  public final Rows ragged(String... names) {
    return new StreamedRows(ReshapedRows.of(stream(), FeatureKind.RAGGED, List.of(names)));
  }

  /** As {@link #ragged(String...)}, with {@code names} that were collected. */
  public final Rows ragged(List<String> names) {
    return ragged(names.toArray(String[]::new));
  }

  /**
   * Columns whose rows differ in length, carried by batches as sparse tensors with the values at
   * the first places of each row, as Python's {@code VarLenFeature} does: for features that the
   * model takes as {@code SparseOperand}.
   *
   * @param names features or labels with a single size, -1
   * @return the rows
   * @throws IllegalArgumentException if there is no such name or its rows do not differ in length
   */
  public final Rows sparse(String... names) {
    return new StreamedRows(ReshapedRows.of(stream(), FeatureKind.SPARSE, List.of(names)));
  }

  /** As {@link #sparse(String...)}, with {@code names} that were collected. */
  public final Rows sparse(List<String> names) {
    return sparse(names.toArray(String[]::new));
  }

  /**
   * Only the rows that a predicate wants. Their number is not known, so that a run that continues
   * behind some of them reads its way there.
   *
   * @param predicate chooses, and depends on nothing but the row
   * @return these rows
   */
  public final Rows filter(RowPredicate predicate) {
    return new StreamedRows(new FilteredStream(stream(), "filter", predicate));
  }

  /**
   * Requires that the numbers of a column lie in a range, such as labels among the classes. Arrays
   * in memory are checked now, other rows when they are read.
   *
   * @param name a feature or label of numbers
   * @param least the least that is allowed
   * @param most the most that is allowed
   * @return the rows
   * @throws IllegalArgumentException if there is no such name, or it holds no numbers
   * @throws InputException if an array in memory has a number outside
   */
  public final Rows range(String name, double least, double most) {
    return range(name, least, most, Missing.fail());
  }

  /**
   * Says what becomes of rows in which a number of a column lies outside of a range.
   *
   * @param name a feature or label of numbers
   * @param least the least that is allowed
   * @param most the most that is allowed
   * @param outside fails, skips the row (which is counted), or replaces the number
   * @return the rows
   * @throws IllegalArgumentException if there is no such name, it holds no numbers, or the
   *     replacement is of another type
   */
  public Rows range(String name, double least, double most, Missing outside) {
    ValueRange range = new ValueRange(least, most);
    int column = range.column(elementSpec(), name, outside);
    return new StreamedRows(new RangeStream(stream(), column, range, outside));
  }

  /**
   * Leaves rows out that cannot be read or that a function could not use, and logs their number and
   * the first of them, instead of failing. What ends a whole file, such as damage, still fails.
   *
   * @return the rows that can be used
   */
  public final Rows ignoreErrors() {
    return new StreamedRows(new IgnoredErrors(stream()));
  }

  /**
   * Reads the rows once and keeps them in memory for later rounds and passes, and for all cursors
   * of this recipe. Random operations before it are drawn once only.
   *
   * @return the rows, kept
   * @throws IllegalStateException if the rows never end
   */
  public final Rows cache() {
    return new StreamedRows(new CachedStream(stream()));
  }

  /**
   * Reads the rows once and keeps them in a file, for later rounds, passes and processes: for rows
   * that take long to make and do not fit into memory. A file that holds other rows, by the
   * {@linkplain Input#fingerprint() fingerprint} of what comes before and the seed of the run, is
   * written anew. A function of a {@code map} is not part of that: delete the file when it changes.
   *
   * @param file where; it is complete or not there
   * @return the rows, kept
   * @throws IllegalStateException if the rows never end
   */
  public final Rows cache(Path file) {
    return new StreamedRows(new FileCachedStream(stream(), file));
  }

  /**
   * Puts rows side by side: row i holds what both rows i hold. Ends with the shorter.
   *
   * @param other rows with other names
   * @return the joined rows
   * @throws IllegalArgumentException if a name is in both
   */
  public final Rows zip(Rows other) {
    return new StreamedRows(ZippedStream.of(stream(), other.stream()));
  }

  /**
   * These rows, then others.
   *
   * @param other rows that hold the same
   * @return all rows
   * @throws IllegalArgumentException if they hold something else
   * @throws IllegalStateException if these rows never end
   */
  public final Rows concat(Rows other) {
    return new StreamedRows(new ConcatenatedStream(stream(), other.stream()));
  }

  /**
   * Rows drawn from several sources at random, by the seed of the run; a source that has ended is
   * no longer drawn.
   *
   * @param sources rows that all hold the same
   * @param weights a positive number for each source: how often it is drawn
   * @return the mixed rows
   * @throws IllegalArgumentException if the rows differ in what they hold, or a weight is missing
   */
  public static Rows sampleFrom(List<? extends Rows> sources, List<Double> weights) {
    List<RowStream> streams = sources.stream().map(Rows::stream).toList();
    return new StreamedRows(new SampledStream(streams, List.copyOf(weights), OptionalLong.empty()));
  }

  /**
   * Batches of rows whose first size differs: shorter ones are filled up to the longest of their
   * batch, with 0, false or the empty string.
   *
   * @param rows the number of rows in a batch, at least 1
   * @return an input
   */
  public final Input paddedBatch(int rows) {
    return paddedBatch(rows, Remainder.KEEP, Map.of());
  }

  /**
   * Batches of rows whose first size differs, filled up with values of one's own.
   *
   * @param rows the number of rows in a batch, at least 1
   * @param remainder what becomes of rows that do not fill a last batch
   * @param padding a value ({@code Float}, {@code String}, …) for names that shall not get the
   *     default
   * @return an input
   * @throws IllegalArgumentException if there is no such name or the value is of another type
   */
  public final Input paddedBatch(int rows, Remainder remainder, Map<String, Object> padding) {
    return new StreamInput(stream(), new EqualGroups("paddedBatch", rows, remainder), padding);
  }

  /**
   * Padded batches of rows of similar length, so that little is padded. The next batch is that of
   * the bucket that is full first; what is left at the end comes in the order of the buckets.
   *
   * @param feature the feature that has the length
   * @param boundaries ascending; a row as long as a boundary is in the bucket above it
   * @param sizes the rows in a batch of each bucket, one more than boundaries
   * @return an input
   * @throws IllegalArgumentException if there is no such feature, it has no length, or the numbers
   *     do not fit each other
   */
  public final Input bucketByLength(String feature, int[] boundaries, int[] sizes) {
    RowStream rows = stream();
    Grouping grouping = new BucketGroups(rows.spec(), feature, boundaries, sizes);
    return new StreamInput(rows, grouping, Map.of());
  }

  /**
   * Writes the rows of one pass to a record file of {@code tf.Example}s, which {@link
   * Input#tfRecords} and Python read: whole numbers and truth values as int64, {@code TFloat64} as
   * float. Packed by gzip if the name ends with {@code .gz}. A file that is there is replaced once
   * the new one is complete.
   *
   * @param file where to
   * @return the number of rows
   * @throws InputException if the file cannot be written or a row not be read
   * @throws IllegalStateException if the rows never end
   */
  public final long writeTfRecords(Path file) {
    return ExampleWriter.write(stream(), file);
  }

  /** The rows one after another. */
  abstract RowStream stream();

  /**
   * Batches of these rows; the last one may be smaller.
   *
   * @param rows the number of rows in a batch, at least 1
   * @return an input
   */
  public final Input batch(int rows) {
    return batch(rows, Remainder.KEEP);
  }

  /**
   * Batches of these rows.
   *
   * @param rows the number of rows in a batch, at least 1
   * @param remainder what becomes of rows that do not fill a last batch
   * @return an input
   */
  public abstract Input batch(int rows, Remainder remainder);

  /**
   * Holds a part of the rows out by a stable hash of their features: a row is on the same side in
   * every run and on every machine, wherever it stands and whatever was added around it, and rows
   * with equal features are on the same side. The size of the part is therefore only near the
   * fraction. Labels do not count.
   *
   * <p>The hash is part of the format, like that of a file: it does not change between versions.
   *
   * @param testFraction the part to hold out, from 0 to 1
   * @param salt any text; another one gives another, independent split
   * @return both parts, each in the order of these rows
   * @throws IllegalStateException if the rows were shuffled or repeated before: split first
   */
  public abstract InputSplit split(double testFraction, String salt);

  /**
   * Shows the pipeline to a person.
   *
   * @return a short tree, from the last operation to the source; no line break at the end
   */
  public abstract String describe();

  /**
   * Shows the first rows to a person; reads them.
   *
   * @param rows how many at most
   * @return a table with a head; no line break at the end
   */
  public final String preview(int rows) {
    return take(rows).batch(1).preview(rows);
  }
}
