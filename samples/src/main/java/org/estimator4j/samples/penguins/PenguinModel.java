package org.estimator4j.samples.penguins;

import java.util.List;
import org.estimator4j.annotation.EvalMetricOps;
import org.estimator4j.annotation.Feature;
import org.estimator4j.annotation.Label;
import org.estimator4j.annotation.Loss;
import org.estimator4j.annotation.ModelFn;
import org.estimator4j.annotation.Output;
import org.estimator4j.annotation.Predictions;
import org.estimator4j.annotation.TrainOp;
import org.estimator4j.nn.layer.Activation;
import org.estimator4j.nn.layer.Layers;
import org.estimator4j.nn.loss.Losses;
import org.estimator4j.nn.metric.EvalMetric;
import org.estimator4j.nn.metric.Metrics;
import org.estimator4j.nn.optimizer.Adam;
import org.estimator4j.nn.optimizer.Optimizer;
import org.estimator4j.nn.preprocessing.Preprocessing;
import org.estimator4j.nn.preprocessing.Vocabulary;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/**
 * Tells the species of a penguin. It takes the columns of the file as they are: words are looked
 * up, missing values filled and measurements brought to one scale inside of the graph, so that all
 * of it is exported with the model.
 */
public final class PenguinModel {

  static final List<String> SPECIES = List.of("Adelie", "Chinstrap", "Gentoo");
  private static final List<String> ISLANDS = List.of("Biscoe", "Dream", "Torgersen");
  private static final List<String> SEXES = List.of("female", "male");

  /** What several methods need: the logits, and the numbers of the species. */
  record Network(Operand<TFloat32> logits, Vocabulary names) {}

  @ModelFn
  Network network(
      Ops tf,
      Layers layers,
      Preprocessing preprocessing,
      @Feature Operand<TString> island,
      @Feature Operand<TString> sex,
      @Feature(name = "bill_length_mm") Operand<TFloat32> billLength,
      @Feature(name = "bill_depth_mm") Operand<TFloat32> billDepth,
      @Feature(name = "flipper_length_mm") Operand<TFloat32> flipperLength,
      @Feature(name = "body_mass_g") Operand<TFloat32> bodyMass) {
    Operand<TFloat32> islands = oneOf(preprocessing, "islands", ISLANDS, island);
    Operand<TFloat32> sexes = oneOf(preprocessing, "sexes", SEXES, sex);
    Operand<TFloat32> sizes =
        tf.stack(
            List.of(
                scaled(preprocessing, billLength, 43.9, 5.5),
                scaled(preprocessing, billDepth, 17.2, 2.0),
                scaled(preprocessing, flipperLength, 200.9, 14.1),
                scaled(preprocessing, bodyMass, 4202, 802)),
            org.tensorflow.op.core.Stack.axis(1L));
    Operand<TFloat32> all = tf.concat(List.of(sizes, islands, sexes), tf.constant(1));
    Operand<TFloat32> hidden = layers.dense("hidden", all, 16, Activation.RELU);
    return new Network(
        layers.dense("logits", hidden, SPECIES.size()),
        preprocessing.vocabulary("species", SPECIES, 0));
  }

  /** A place for each word, and one for what is missing or new. */
  private static Operand<TFloat32> oneOf(
      Preprocessing preprocessing, String name, List<String> words, Operand<TString> x) {
    Vocabulary vocabulary = preprocessing.vocabulary(name, words, 1);
    return preprocessing.oneHot(vocabulary.lookup(x), words.size() + 1);
  }

  /** What is missing is taken to be as in the mean of all penguins. */
  private static Operand<TFloat32> scaled(
      Preprocessing preprocessing, Operand<TFloat32> x, double mean, double deviation) {
    return preprocessing.normalize(preprocessing.fillMissing(x, mean), mean, deviation);
  }

  record Answer(
      Operand<TString> species, @Output(shape = {-1, 3}) Operand<TFloat32> probabilities) {}

  @Predictions
  Answer answer(Ops tf, Operand<TFloat32> logits, Vocabulary names) {
    Operand<TInt64> likeliest = tf.math.argMax(logits, tf.constant(-1));
    return new Answer(names.words(likeliest), tf.nn.softmax(logits));
  }

  @Loss
  Operand<TFloat32> loss(
      Losses losses, Operand<TFloat32> logits, Vocabulary names, @Label Operand<TString> species) {
    return losses.sparseSoftmaxCrossEntropy(names.lookup(species), logits);
  }

  @TrainOp
  Optimizer optimizer() {
    return new Adam(0.01);
  }

  record Quality(EvalMetric accuracy) {}

  @EvalMetricOps
  Quality quality(
      Metrics metrics,
      Operand<TFloat32> logits,
      Vocabulary names,
      @Label Operand<TString> species) {
    return new Quality(metrics.accuracyOfLogits("accuracy", names.lookup(species), logits));
  }
}
