package org.estimator4j;

import java.util.List;
import java.util.Set;
import org.estimator4j.annotation.Mode;
import org.estimator4j.feature.DenseFeature;
import org.estimator4j.feature.FeatureSpec;
import org.estimator4j.feature.InputSpec;
import org.estimator4j.feature.RaggedFeature;
import org.estimator4j.feature.RaggedOperand;
import org.estimator4j.feature.SparseFeature;
import org.estimator4j.feature.SparseOperand;
import org.estimator4j.input.Input;
import org.estimator4j.input.Rows;
import org.estimator4j.input.SparseRow;
import org.estimator4j.nn.layer.Embedding;
import org.estimator4j.nn.optimizer.LazyAdam;
import org.estimator4j.nn.preprocessing.Vocabulary;
import org.estimator4j.spec.EstimatorSpec;
import org.estimator4j.spec.EstimatorSpecFactory;
import org.estimator4j.spec.ModelContext;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/** Whether a text, which is ragged, or its tags, which are sparse, speak of an animal. */
final class AnimalModel implements EstimatorSpecFactory {

  static final RaggedFeature<TString> WORDS =
      FeatureSpec.ragged("words", TString.class, Shape.of(-1, -1));
  static final SparseFeature<TInt64> TAGS =
      FeatureSpec.sparse("tags", TInt64.class, Shape.of(-1, 8));
  static final DenseFeature<TFloat32> ANIMAL =
      FeatureSpec.dense("animal", TFloat32.class, Shape.of(-1));

  @Override
  public String modelName() {
    return "org.acme.AnimalModel";
  }

  @Override
  public Set<Mode> modes() {
    return Set.of(Mode.values());
  }

  @Override
  public InputSpec inputs() {
    return InputSpec.of(List.of(WORDS, TAGS), List.of(ANIMAL));
  }

  @Override
  public EstimatorSpec create(ModelContext context) {
    Ops tf = context.ops();
    RaggedOperand<TString> words = context.feature(WORDS);
    SparseOperand<TInt64> tags = context.feature(TAGS);
    Vocabulary vocabulary =
        context.preprocessing().vocabulary("words", List.of("cat", "dog", "tree", "house"), 0);
    Embedding table = Embedding.of(8, 2).combine(Embedding.Combiner.SUM);
    Operand<TFloat32> ofWords =
        context
            .layers()
            .embeddingBag("words", words.withValues(vocabulary.lookup(words.values())), table);
    Operand<TFloat32> ofTags = context.layers().embeddingBag("tags", tags, table);
    Operand<TFloat32> both = tf.concat(List.of(ofWords, ofTags), tf.constant(1));
    Operand<TFloat32> logits =
        tf.reshape(context.layers().dense("logits", both, 1), tf.constant(new int[] {-1}));
    if (context.mode() == Mode.PREDICT) {
      return EstimatorSpec.forPrediction().predictions(tf.math.sigmoid(logits)).build();
    }
    Operand<TFloat32> loss = context.losses().sigmoidCrossEntropy(context.label(ANIMAL), logits);
    return context.mode() == Mode.EVAL
        ? EstimatorSpec.forEvaluation().loss(loss).build()
        : EstimatorSpec.forTraining()
            .loss(loss)
            .trainOp(context.minimize(new LazyAdam(0.1), loss))
            .build();
  }

  /** Six texts with their tags. */
  static Rows rows() {
    return Input.arrays()
        .ragged(
            "words",
            new String[][] {{"a", "cat"}, {"tree", "house", "tree"}, {}, {}, {"dog"}, {"house"}})
        .sparse(
            "tags",
            TInt64.class,
            8,
            SparseRow.of(new long[0], new long[0]),
            SparseRow.of(new long[] {7}, 4L),
            SparseRow.of(new long[] {0, 5}, 1L, 2L),
            SparseRow.of(new long[] {1}, 4L),
            SparseRow.of(new long[] {2}, 2L),
            SparseRow.of(new long[0], new long[0]))
        .label("animal", new float[] {1, 0, 1, 0, 1, 0});
  }
}
