package org.estimator4j.summary;

import java.util.List;
import org.estimator4j.graph.GraphSummary;
import org.estimator4j.graph.ModelGraph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.summary.AudioSummary;
import org.tensorflow.op.summary.ImageSummary;
import org.tensorflow.proto.SummaryMetadata;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TNumber;

/**
 * What a model shows in TensorBoard: each call adds one summary to the graph. They are computed and
 * written at the first step of a run and then every {@code RunConfig.saveSummarySteps} steps of a
 * training (or {@code RunConfig.saveSummaryEvery}), and cost nothing in the steps between. Dear
 * ones can be had less often:
 *
 * <pre>{@code
 * void show(Summaries summaries, Operand<TFloat32> activation) {
 *   summaries.every(500).histogram("activation", activation);
 * }
 * }</pre>
 *
 * <p>Every training also shows its loss, learning rate, norm of the gradients, steps and examples
 * per second, and the graph; a summary of the model's own takes the place of one of the same name.
 */
public final class Summaries {

  private final ModelGraph graph;
  private final long everySteps;

  /**
   * Summaries of a graph.
   *
   * @param graph where they are added
   */
  public Summaries(ModelGraph graph) {
    this(graph, 0);
  }

  private Summaries(ModelGraph graph, long everySteps) {
    this.graph = graph;
    this.everySteps = everySteps;
  }

  /**
   * Summaries of the same graph that are written at the multiples of a number of steps, whatever
   * the settings of the run say; unless these write no summaries at all.
   *
   * @param steps more than 0
   * @return adds summaries to the same graph
   */
  public Summaries every(long steps) {
    if (steps <= 0) {
      throw new IllegalArgumentException(
          "there must be a step or more between two summaries, but every(" + steps + ") was said");
    }
    return new Summaries(graph, steps);
  }

  /**
   * Shows a number over the steps.
   *
   * @param name the name of the curve, such as {@code loss}
   * @param value a scalar
   * @return the serialised summary, which is in the graph's collection already
   * @throws IllegalArgumentException if the value is known not to be a scalar, or the name is taken
   */
  public Operand<TString> scalar(String name, Operand<? extends TNumber> value) {
    requireRank(name, "a scalar", value, 0, 0);
    Ops tf = ops(name);
    return add(name, tf.summary.scalarSummary(tf.constant(name), value));
  }

  /**
   * Shows how the elements of a tensor are spread: a histogram of 30 buckets. Elements that are NaN
   * or infinite are left out.
   *
   * @param name its name
   * @param values numbers, of any shape
   * @return the serialised summary, which is in the graph's collection already
   * @throws IllegalArgumentException if the name is taken
   */
  public Operand<TString> histogram(String name, Operand<? extends TNumber> values) {
    Ops tf = ops(name);
    Operand<TFloat32> flat =
        tf.reshape(tf.dtypes.cast(values, TFloat32.class), tf.constant(new int[] {-1}));
    return tensor(name, HistogramValue.inGraph(tf, flat), HistogramValue.metadata());
  }

  /**
   * Shows the first pictures of a batch: three.
   *
   * @param name its name; the pictures are {@code name/image/0} and so on
   * @param images of shape [batch, height, width, channels] with 1, 3 or 4 channels: bytes, or
   *     floats, which are scaled so that the largest is white
   * @return the serialised summary, which is in the graph's collection already
   * @throws IllegalArgumentException if the tensor is known not to be pictures, or the name is
   *     taken
   */
  public Operand<TString> image(String name, Operand<? extends TNumber> images) {
    return image(name, images, 3);
  }

  /**
   * Shows the first pictures of a batch.
   *
   * @param name its name; the pictures are {@code name/image/0} and so on
   * @param images of shape [batch, height, width, channels] with 1, 3 or 4 channels: bytes, or
   *     floats, which are scaled so that the largest is white
   * @param count how many at most
   * @return the serialised summary, which is in the graph's collection already
   * @throws IllegalArgumentException if the tensor is known not to be pictures, or the name is
   *     taken
   */
  public Operand<TString> image(String name, Operand<? extends TNumber> images, int count) {
    requireRank(name, "pictures, [batch, height, width, channels]", images, 4, 4);
    Ops tf = ops(name);
    return add(
        name,
        tf.summary.imageSummary(tf.constant(name), images, ImageSummary.maxImages((long) count)));
  }

  /**
   * Lets the first three sounds of a batch be heard.
   *
   * @param name its name; the sounds are {@code name/audio/0} and so on
   * @param sounds samples between -1 and 1, of shape [batch, frames] or [batch, frames, channels]
   * @param sampleRate frames per second
   * @return the serialised summary, which is in the graph's collection already
   * @throws IllegalArgumentException if the tensor is known not to be sounds, or the name is taken
   */
  public Operand<TString> audio(String name, Operand<TFloat32> sounds, float sampleRate) {
    requireRank(name, "sounds, [batch, frames] or [batch, frames, channels]", sounds, 2, 3);
    Ops tf = ops(name);
    return add(
        name,
        tf.summary.audioSummary(
            tf.constant(name), sounds, tf.constant(sampleRate), AudioSummary.maxOutputs(3L)));
  }

  /**
   * Shows texts, as Markdown.
   *
   * @param name its name
   * @param texts strings, of any shape with up to two dimensions; several are a table
   * @return the serialised summary, which is in the graph's collection already
   * @throws IllegalArgumentException if there are more dimensions, or the name is taken
   */
  public Operand<TString> text(String name, Operand<TString> texts) {
    requireRank(name, "texts in a table at most", texts, 0, 2);
    return tensor(name, texts, TextValue.metadata());
  }

  /**
   * Shows how precision and recall of a yes-or-no prediction change with the threshold, over a
   * batch.
   *
   * @param name its name
   * @param truth what is so, one for each row
   * @param scores what was predicted, between 0 and 1, of the same shape
   * @param thresholds how many thresholds, such as 100
   * @return the serialised summary, which is in the graph's collection already
   * @throws IllegalArgumentException if there are fewer than 2 thresholds, or the name is taken
   */
  public Operand<TString> prCurve(
      String name, Operand<TBool> truth, Operand<TFloat32> scores, int thresholds) {
    if (thresholds < 2) {
      throw new IllegalArgumentException(
          "summary '" + name + "' needs 2 thresholds or more, got " + thresholds);
    }
    Ops tf = ops(name);
    float[] limits = new float[thresholds];
    for (int i = 0; i < thresholds; i++) {
      limits[i] = (float) i / (thresholds - 1);
    }
    Operand<TFloat32> flat = tf.reshape(scores, tf.constant(new int[] {1, -1}));
    Operand<TFloat32> column =
        tf.reshape(tf.constant(limits), tf.constant(new int[] {thresholds, 1}));
    Operand<TFloat32> yes = tf.dtypes.cast(tf.math.greaterEqual(flat, column), TFloat32.class);
    Operand<TFloat32> right =
        tf.dtypes.cast(tf.reshape(truth, tf.constant(new int[] {1, -1})), TFloat32.class);
    Operand<TFloat32> wrong = tf.math.sub(tf.constant(1f), right);
    Operand<TFloat32> tp = tf.reduceSum(tf.math.mul(yes, right), tf.constant(1));
    Operand<TFloat32> fp = tf.reduceSum(tf.math.mul(yes, wrong), tf.constant(1));
    Operand<TFloat32> positives = tf.reduceSum(right, tf.constant(new int[] {0, 1}));
    Operand<TFloat32> negatives = tf.reduceSum(wrong, tf.constant(new int[] {0, 1}));
    Operand<TFloat32> rows =
        tf.stack(
            List.of(
                tp,
                fp,
                tf.math.sub(negatives, fp),
                tf.math.sub(positives, tp),
                tf.math.divNoNan(tp, tf.math.add(tp, fp)),
                tf.math.divNoNan(tp, tf.math.add(positives, tf.zerosLike(tp)))));
    return tensor(name, rows, PrCurve.metadata(thresholds));
  }

  private Operand<TString> tensor(String name, Operand<?> value, SummaryMetadata metadata) {
    Ops tf = ops(name);
    try (TString plugin = TString.tensorOfBytes(NdArrays.scalarOfObject(metadata.toByteArray()))) {
      return add(name, tf.summary.tensorSummary(tf.constant(name), value, tf.constantOf(plugin)));
    }
  }

  private Ops ops(String name) {
    return graph.ops().withSubScope(name.replaceAll("[^A-Za-z0-9_.\\-/]", "_"));
  }

  private Operand<TString> add(String name, Operand<TString> summary) {
    graph.addSummary(new GraphSummary(name, summary, everySteps, false));
    return summary;
  }

  private static void requireRank(String name, String what, Operand<?> value, int least, int most) {
    Shape shape = value.shape();
    int rank = shape.numDimensions();
    if (rank != Shape.UNKNOWN_SIZE && (rank < least || rank > most)) {
      throw new IllegalArgumentException(
          "summary '" + name + "' shows " + what + ", got a tensor of shape " + shape);
    }
  }
}
