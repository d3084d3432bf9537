package org.estimator4j.input;

import java.util.OptionalLong;

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
}
