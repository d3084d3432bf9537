package org.estimator4j.nn.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.estimator4j.Estimator;
import org.estimator4j.TrainOption;
import org.estimator4j.annotation.Mode;
import org.estimator4j.checkpoint.CheckpointReader;
import org.estimator4j.checkpoint.Checkpoints;
import org.estimator4j.config.RunConfig;
import org.estimator4j.feature.DenseFeature;
import org.estimator4j.feature.FeatureSpec;
import org.estimator4j.feature.InputSpec;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Tensors;
import org.estimator4j.graph.Variable;
import org.estimator4j.input.Input;
import org.estimator4j.nn.initializer.Initializers;
import org.estimator4j.spec.EstimatorSpec;
import org.estimator4j.spec.EstimatorSpecFactory;
import org.estimator4j.spec.ModelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** An embedding trained through an estimator, with accumulation and moving averages. */
class AccumulationInTrainingTest {

  private static final DenseFeature<TInt32> WORD =
      FeatureSpec.dense("word", TInt32.class, Shape.of(-1));
  private static final DenseFeature<TFloat32> SCORE =
      FeatureSpec.dense("score", TFloat32.class, Shape.of(-1));
  private static final ExponentialMovingAverage AVERAGES = new ExponentialMovingAverage(0.5);

  @TempDir Path dir;

  private static final class Words implements EstimatorSpecFactory {

    @Override
    public String modelName() {
      return "org.acme.Words";
    }

    @Override
    public Set<Mode> modes() {
      return Set.of(Mode.TRAIN, Mode.EVAL);
    }

    @Override
    public InputSpec inputs() {
      return InputSpec.of(List.of(WORD), List.of(SCORE));
    }

    @Override
    public EstimatorSpec create(ModelContext context) {
      ModelGraph graph = context.graph();
      Ops tf = context.ops();
      Variable<TFloat32> table =
          graph
              .variable("table", TFloat32.class, Shape.of(6))
              .initializer(Initializers.zeros())
              .create();
      Operand<TFloat32> found = table.gather(tf, context.feature(WORD));
      Operand<TFloat32> loss =
          tf.math.mean(tf.math.squaredDifference(found, context.label(SCORE)), tf.constant(0));
      if (context.mode() == Mode.EVAL) {
        AVERAGES.swapIn(graph);
        return EstimatorSpec.forEvaluation().loss(loss).build();
      }
      Optimizer optimizer = new Adagrad(0.5).with(StepOption.accumulate(2));
      Op step = AVERAGES.after(graph, optimizer.minimize(graph, loss));
      return EstimatorSpec.forTraining().loss(loss).trainOp(step).build();
    }
  }

  private final Input input =
      Input.arrays()
          .feature("word", new int[] {0, 1, 2, 3, 4, 5, 0, 1, 2, 3})
          .label("score", new float[] {1, 2, 3, 4, 5, 6, 1, 2, 3, 4})
          .shuffle()
          .repeat()
          .batch(2);

  private Estimator estimator(String name) {
    return Estimator.of(
        new Words(), RunConfig.builder(dir.resolve(name)).saveSummarySteps(0).build());
  }

  private Map<String, String> weights(String name) {
    Map<String, String> weights = new HashMap<>();
    try (CheckpointReader reader =
        CheckpointReader.open(Checkpoints.latest(dir.resolve(name)).orElseThrow())) {
      for (String variable : List.of("table", "table/Adagrad", "global_step")) {
        try (TType value = reader.read(variable)) {
          weights.put(variable, Arrays.toString(Tensors.values(value)));
        }
      }
    }
    return weights;
  }

  @Test
  void theGlobalStepCountsUpdatesAndAResumedTrainingIsTheSame() {
    try (Estimator whole = estimator("whole")) {
      assertEquals(6, whole.train(input, TrainOption.maxSteps(6)).globalStep());
    }
    try (Estimator first = estimator("halves")) {
      assertEquals(3, first.train(input, TrainOption.maxSteps(3)).globalStep());
    }
    try (Estimator second = estimator("halves")) {
      second.train(input, TrainOption.maxSteps(6));
    }
    assertEquals(weights("whole"), weights("halves"));
  }

  @Test
  void evaluationIsOfTheAverages() {
    Input all =
        Input.arrays()
            .feature("word", new int[] {0, 1, 2, 3, 4, 5})
            .label("score", new float[] {1, 2, 3, 4, 5, 6})
            .batch(6);
    try (Estimator estimator = estimator("averages")) {
      estimator.train(input, TrainOption.maxSteps(20));
      double averaged = estimator.evaluate(all).loss();
      double expected = 0;
      double plain = 0;
      try (CheckpointReader reader =
              CheckpointReader.open(Checkpoints.latest(dir.resolve("averages")).orElseThrow());
          TType averages = reader.read("table/ExponentialMovingAverage");
          TType table = reader.read("table")) {
        for (int i = 0; i < 6; i++) {
          double of = Tensors.values(averages)[i];
          expected += Math.pow(of - (i + 1), 2) / 6;
          plain += Math.pow(Tensors.values(table)[i] - (i + 1), 2) / 6;
        }
      }
      assertEquals(expected, averaged, 1e-5);
      assertNotEquals(plain, averaged, 1e-4);
    }
  }
}
