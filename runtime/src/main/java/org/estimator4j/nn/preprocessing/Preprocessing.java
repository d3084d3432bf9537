package org.estimator4j.nn.preprocessing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.estimator4j.graph.ModelGraph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TIntegral;
import org.tensorflow.types.family.TNumber;

/** From raw features to what layers take, inside of the graph and so exported with the model. */
public final class Preprocessing {

  private final ModelGraph graph;

  /**
   * Preprocessing in a graph.
   *
   * @param graph where the nodes are added
   */
  public Preprocessing(ModelGraph graph) {
    this.graph = graph;
  }

  /**
   * {@code (x - mean) / stddev}.
   *
   * @param <T> the element type
   * @param x any tensor
   * @param mean the mean in the training data
   * @param stddev the standard deviation in the training data, positive
   * @return a tensor of the same shape
   */
  public <T extends TFloating> Operand<T> normalize(Operand<T> x, double mean, double stddev) {
    return normalize(x, new double[] {mean}, new double[] {stddev});
  }

  /**
   * {@code (x - mean) / stddev}, column by column.
   *
   * @param <T> the element type
   * @param x a tensor whose last dimension are the columns
   * @param mean the mean of each column in the training data
   * @param stddev the standard deviation of each column in the training data, positive
   * @return a tensor of the same shape
   */
  public <T extends TFloating> Operand<T> normalize(Operand<T> x, double[] mean, double[] stddev) {
    requireColumns(x, mean, stddev);
    Ops tf = graph.ops().withSubScope("normalize");
    return tf.math.div(
        tf.math.sub(x, tf.dtypes.cast(tf.constant(mean), x.type())),
        tf.dtypes.cast(tf.constant(stddev), x.type()));
  }

  /**
   * A vector for each id, with 1 at the id's place and 0 elsewhere; zeros only for an id that is
   * out of range.
   *
   * @param ids a tensor of any shape
   * @param depth the number of ids
   * @return a tensor of the ids' shape and one dimension of size {@code depth} more
   */
  public Operand<TFloat32> oneHot(Operand<? extends TIntegral> ids, int depth) {
    if (depth < 1) {
      throw new IllegalArgumentException("one-hot depth must be positive, got " + depth);
    }
    Ops tf = graph.ops().withSubScope("one_hot");
    Operand<? extends TNumber> numbers = ids;
    return tf.oneHot(numbers, tf.constant(depth), tf.constant(1f), tf.constant(0f));
  }

  /**
   * The number of boundaries that are not above each element: 0 below the first, and so on.
   *
   * @param x numbers of any shape
   * @param boundaries strictly ascending
   * @return a tensor of the same shape
   */
  public Operand<TInt32> bucketize(Operand<? extends TNumber> x, float... boundaries) {
    List<Float> list = new ArrayList<>();
    for (float boundary : boundaries) {
      if (!list.isEmpty() && !(list.get(list.size() - 1) < boundary)) {
        throw new IllegalArgumentException(
            "boundaries must ascend: " + list.get(list.size() - 1) + " is before " + boundary);
      }
      list.add(boundary);
    }
    return graph.ops().bucketize(x, list);
  }

  /**
   * {@code (x - min) / (max - min)}: from 0 to 1 for what is between both.
   *
   * @param <T> the element type
   * @param x any tensor
   * @param min the least value in the training data
   * @param max the largest value in the training data
   * @return a tensor of the same shape
   */
  public <T extends TFloating> Operand<T> rescale(Operand<T> x, double min, double max) {
    if (!(min < max)) {
      throw new IllegalArgumentException(
          "rescale: the least value must be below the largest, got " + min + " and " + max);
    }
    return normalize(x, min, max - min);
  }

  /**
   * Puts a number in the place of each NaN.
   *
   * @param <T> the element type
   * @param x any tensor
   * @param value the number
   * @return a tensor of the same shape
   */
  public <T extends TFloating> Operand<T> fillMissing(Operand<T> x, double value) {
    Ops tf = graph.ops().withSubScope("fill_missing");
    Operand<T> fill = tf.dtypes.cast(tf.constant(value), x.type());
    return tf.select(tf.math.isNan(x), tf.fill(tf.shape(x), fill), x);
  }

  /**
   * Puts a text in the place of each empty one.
   *
   * @param x any tensor
   * @param value the text
   * @return a tensor of the same shape
   */
  public Operand<TString> fillMissing(Operand<TString> x, String value) {
    Ops tf = graph.ops().withSubScope("fill_missing");
    return tf.select(
        tf.math.equal(x, tf.constant("")), tf.fill(tf.shape(x), tf.constant(value)), x);
  }

  /**
   * Puts a number in the place of each that stands for a missing one, such as -1.
   *
   * @param <T> the element type
   * @param x any tensor
   * @param missing what stands for a missing number
   * @param value the number
   * @return a tensor of the same shape
   */
  public <T extends TIntegral> Operand<T> fillMissing(Operand<T> x, long missing, long value) {
    Ops tf = graph.ops().withSubScope("fill_missing");
    Operand<T> fill = tf.dtypes.cast(tf.constant(value), x.type());
    Operand<T> absent = tf.dtypes.cast(tf.constant(missing), x.type());
    return tf.select(tf.math.equal(x, absent), tf.fill(tf.shape(x), fill), x);
  }

  /**
   * Numbers for words of a list, which becomes part of the graph.
   *
   * <pre>{@code
   * Vocabulary colours =
   *     new Preprocessing(graph).vocabulary("colours", List.of("red", "green", "blue"), 1);
   * Operand<TInt64> ids = colours.lookup(tf.array("blue", "mauve")); // 2, 3
   * }</pre>
   *
   * @param name its name
   * @param words the words; the first has the number 0
   * @param oovBuckets how many numbers there are for words that are not in the list; with 0 all of
   *     these are -1
   * @return the vocabulary
   * @throws IllegalArgumentException if there are no words, or one is there twice
   */
  public Vocabulary vocabulary(String name, List<String> words, int oovBuckets) {
    requireNotNegative(name, oovBuckets);
    return new Vocabulary(graph, name, VocabularySource.Listed.of(name, words), oovBuckets);
  }

  /**
   * Numbers for words of a text file, one on each line. The file is read at the start of each
   * session; the constant that holds its path is called {@code <name>/asset_filepath}, so that the
   * file can be exported with the model.
   *
   * @param name its name
   * @param file the file, in UTF-8; the word of the first line has the number 0
   * @param oovBuckets how many numbers there are for words that are not in the file; with 0 all of
   *     these are -1
   * @return the vocabulary
   * @throws IllegalArgumentException if there is no such file, or it is empty
   */
  public Vocabulary vocabularyFile(String name, Path file, int oovBuckets) {
    requireNotNegative(name, oovBuckets);
    VocabularySource source =
        graph.scope(name, () -> VocabularySource.Filed.of(graph.ops(), name, file));
    return new Vocabulary(graph, name, source, oovBuckets);
  }

  /**
   * A number for each text by its hash, the same in every process and in Python.
   *
   * @param x texts, a tensor of any shape
   * @param buckets how many numbers there are
   * @return int64 from 0 to {@code buckets - 1}, of the same shape
   */
  public Operand<TInt64> hash(Operand<TString> x, int buckets) {
    requireBuckets("hash", buckets);
    return graph.ops().strings.toHashBucketFast(x, (long) buckets);
  }

  /**
   * A number for each integer by the hash of its decimal digits, the same in every process and in
   * Python.
   *
   * @param x integers, a tensor of any shape
   * @param buckets how many numbers there are
   * @return int64 from 0 to {@code buckets - 1}, of the same shape
   */
  public Operand<TInt64> hashIntegers(Operand<? extends TIntegral> x, int buckets) {
    requireBuckets("hashIntegers", buckets);
    Ops tf = graph.ops().withSubScope("hash_integers");
    return tf.strings.toHashBucketFast(tf.dtypes.asString(x), (long) buckets);
  }

  /**
   * A number for the combination of several features in each row, by a hash, the same in every
   * process and in Python's crossed columns.
   *
   * @param buckets how many numbers there are
   * @param features texts or integers, {@code [batch]} each, two at least
   * @return int64 {@code [batch]} from 0 to {@code buckets - 1}
   * @throws IllegalArgumentException if a feature is of another type or shape
   */
  public Operand<TInt64> cross(int buckets, Operand<?>... features) {
    return cross(buckets, List.of(features));
  }

  /**
   * As {@link #cross(int, Operand...)}, with features that were collected.
   *
   * @param buckets how many numbers there are
   * @param features texts or integers, {@code [batch]} each, two at least
   * @return int64 {@code [batch]} from 0 to {@code buckets - 1}
   * @throws IllegalArgumentException if a feature is of another type or shape
   */
  public Operand<TInt64> cross(int buckets, List<? extends Operand<?>> features) {
    requireBuckets("cross", buckets);
    return Crossing.cross(graph.ops().withSubScope("cross"), buckets, List.copyOf(features));
  }

  private static void requireNotNegative(String vocabulary, int oovBuckets) {
    if (oovBuckets < 0) {
      throw new IllegalArgumentException(
          "vocabulary '" + vocabulary + "': " + oovBuckets + " buckets for unknown words");
    }
  }

  private static void requireBuckets(String method, int buckets) {
    if (buckets < 1) {
      throw new IllegalArgumentException(
          method + ": the number of buckets must be positive, got " + buckets);
    }
  }

  private static void requireColumns(Operand<?> x, double[] mean, double[] stddev) {
    int rank = x.shape().numDimensions();
    long columns = rank < 1 ? 1 : x.shape().get(rank - 1);
    if (mean.length != stddev.length
        || (mean.length != 1 && columns >= 0 && mean.length != columns)) {
      throw new IllegalArgumentException(
          "normalize: "
              + mean.length
              + " means and "
              + stddev.length
              + " standard deviations for a tensor of shape "
              + x.shape());
    }
    for (double deviation : stddev) {
      if (!(deviation > 0)) {
        throw new IllegalArgumentException(
            "normalize: a standard deviation must be positive, got " + deviation);
      }
    }
  }
}
