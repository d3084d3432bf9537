package org.estimator4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.estimator4j.annotation.Mode;
import org.estimator4j.config.RunConfig;
import org.estimator4j.feature.DenseFeature;
import org.estimator4j.feature.FeatureSpec;
import org.estimator4j.feature.InputSpec;
import org.estimator4j.input.Input;
import org.estimator4j.input.Rows;
import org.estimator4j.nn.optimizer.Adam;
import org.estimator4j.nn.preprocessing.Vocabulary;
import org.estimator4j.spec.EstimatorSpec;
import org.estimator4j.spec.EstimatorSpecFactory;
import org.estimator4j.spec.ModelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

/** Tables are filled in every session, in every mode: strings in, strings out. */
class VocabularyModelTest {

  private static final List<String> COLOURS = List.of("red", "green", "blue");

  @TempDir Path dir;

  /** Learns which number belongs to a word, and says the word back. */
  private static final class ColourModel implements EstimatorSpecFactory {

    private static final DenseFeature<TString> WORD =
        FeatureSpec.dense("word", TString.class, Shape.of(-1));
    private static final DenseFeature<TInt32> NUMBER =
        FeatureSpec.dense("number", TInt32.class, Shape.of(-1));

    @Override
    public String modelName() {
      return "org.acme.ColourModel";
    }

    @Override
    public Set<Mode> modes() {
      return Set.of(Mode.values());
    }

    @Override
    public InputSpec inputs() {
      return InputSpec.of(List.of(WORD), List.of(NUMBER));
    }

    @Override
    public EstimatorSpec create(ModelContext context) {
      Vocabulary colours = context.preprocessing().vocabulary("colours", COLOURS, 1);
      Operand<TFloat32> known =
          context.preprocessing().oneHot(colours.lookup(context.feature(WORD)), 4);
      Operand<TFloat32> logits = context.layers().dense("logits", known, 3);
      if (context.mode() == Mode.PREDICT) {
        return EstimatorSpec.forPrediction()
            .predictions(
                colours.words(context.ops().math.argMax(logits, context.ops().constant(-1))))
            .build();
      }
      Operand<TFloat32> loss =
          context.losses().sparseSoftmaxCrossEntropy(context.label(NUMBER), logits);
      return context.mode() == Mode.EVAL
          ? EstimatorSpec.forEvaluation().loss(loss).build()
          : EstimatorSpec.forTraining()
              .loss(loss)
              .trainOp(context.minimize(new Adam(0.1), loss))
              .build();
    }
  }

  @Test
  void wordsAreLookedUpInEveryModeAndAfterARestart() {
    Rows rows =
        Input.arrays()
            .feature("word", new String[] {"red", "green", "blue"})
            .label("number", new int[] {2, 0, 1});
    RunConfig config = RunConfig.builder(dir).saveCheckpointsSteps(50).build();
    for (int steps : new int[] {50, 100}) {
      try (Estimator estimator = Estimator.of(new ColourModel(), config)) {
        estimator.train(rows.repeat().batch(3), TrainOption.maxSteps(steps));
        assertTrue(estimator.evaluate(rows.batch(3)).loss() < 0.1);
        try (Stream<Prediction> answers = estimator.predict(rows.batch(2))) {
          assertEquals(
              List.of("blue", "red", "green"),
              answers.map(answer -> answer.get("output").asString()).toList());
        }
      }
    }
  }
}
