package org.estimator4j.nn.preprocessing;

import org.estimator4j.graph.ModelGraph;
import org.estimator4j.nn.internal.Numbers;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.HashTable;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TIntegral;
import org.tensorflow.types.family.TType;

/**
 * The numbers of words, in both directions; made by {@link Preprocessing#vocabulary}. Its tables
 * are among the graph's {@linkplain ModelGraph#tableInitializers table initialisers}, which each
 * session runs. It belongs to its graph, and to the thread that builds it.
 */
public final class Vocabulary {

  private static final long ABSENT = -1;

  private final ModelGraph graph;
  private final String name;
  private final VocabularySource source;
  private final int oovBuckets;
  private final Operand<? extends TType> numbers;
  private @Nullable Operand<? extends TType> words;

  Vocabulary(ModelGraph graph, String name, VocabularySource source, int oovBuckets) {
    this.graph = graph;
    this.name = name;
    this.source = source;
    this.oovBuckets = oovBuckets;
    this.numbers =
        graph.scope(
            name,
            () -> {
              Ops tf = graph.ops();
              Operand<? extends TType> table = table(tf, "numbers", TString.class, TInt64.class);
              graph.addTableInitializer(source.fillNumbers(tf, table));
              return table;
            });
  }

  /**
   * How many numbers there are, those of the buckets for unknown words included; the depth of a
   * one-hot vector, or the number of rows of an embedding.
   *
   * @return the size
   */
  public long size() {
    return source.size() + oovBuckets;
  }

  /**
   * The numbers of words: the place in the vocabulary, from 0. A word that is not in it is given
   * one of the numbers after it, by a hash of the word, or -1 if there are no buckets for such
   * words.
   *
   * @param x words, a tensor of any shape
   * @return int64, of the same shape
   */
  public Operand<TInt64> lookup(Operand<TString> x) {
    Ops tf = graph.ops().withSubScope(name + "_lookup");
    Operand<TInt64> found = shapedAs(x, tf, tf.lookupTableFind(numbers, x, tf.constant(ABSENT)));
    if (oovBuckets == 0) {
      return found;
    }
    Operand<TInt64> bucket = tf.strings.toHashBucketFast(x, (long) oovBuckets);
    Operand<TInt64> after = tf.math.add(bucket, tf.constant(source.size()));
    return tf.select(tf.math.equal(found, tf.constant(ABSENT)), after, found);
  }

  /**
   * The words of numbers, {@code UNK} for a number that has none.
   *
   * @param ids numbers, a tensor of any shape
   * @return strings, of the same shape
   */
  public Operand<TString> words(Operand<? extends TIntegral> ids) {
    return words(ids, "UNK");
  }

  /**
   * The words of numbers.
   *
   * @param ids numbers, a tensor of any shape
   * @param unknown what stands for a number that has no word, such as that of a bucket
   * @return strings, of the same shape
   */
  public Operand<TString> words(Operand<? extends TIntegral> ids, String unknown) {
    Operand<? extends TType> table = tableOfWords();
    Ops tf = graph.ops().withSubScope(name + "_words");
    Operand<TInt64> keys = Numbers.cast(tf, ids, TInt64.class);
    return shapedAs(ids, tf, tf.lookupTableFind(table, keys, tf.constant(unknown)));
  }

  /** TensorFlow forgets the shape of what is looked up; a layer that follows may need it. */
  private static <T extends TType> Operand<T> shapedAs(Operand<?> keys, Ops tf, Operand<T> found) {
    return keys.shape().isUnknown() ? found : tf.ensureShape(found, keys.shape());
  }

  private Operand<? extends TType> tableOfWords() {
    if (words == null) {
      Ops tf = graph.ops().withSubScope(name);
      words = table(tf, "words", TInt64.class, TString.class);
      graph.addTableInitializer(source.fillWords(tf, words));
    }
    return words;
  }

  /** A table of its own in each session: by its name, which is unique in the graph. */
  private static Operand<? extends TType> table(
      Ops tf, String tableName, Class<? extends TType> key, Class<? extends TType> value) {
    return tf.withName(tableName).hashTable(key, value, HashTable.useNodeNameSharing(true));
  }

  @Override
  public String toString() {
    return "vocabulary '" + name + "' of " + size();
  }
}
