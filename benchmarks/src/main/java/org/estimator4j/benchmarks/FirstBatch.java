package org.estimator4j.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.estimator4j.Estimator;
import org.estimator4j.TrainOption;
import org.estimator4j.annotation.Mode;
import org.estimator4j.config.RunConfig;
import org.estimator4j.feature.DenseFeature;
import org.estimator4j.feature.FeatureSpec;
import org.estimator4j.feature.InputSpec;
import org.estimator4j.input.Batch;
import org.estimator4j.input.ElementSpec;
import org.estimator4j.input.Input;
import org.estimator4j.input.InputContext;
import org.estimator4j.input.InputCursor;
import org.estimator4j.nn.optimizer.GradientDescent;
import org.estimator4j.spec.EstimatorSpec;
import org.estimator4j.spec.EstimatorSpecFactory;
import org.estimator4j.spec.ModelContext;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * What an input adds to the start of a training: the time that the training spends in it, from its
 * fingerprint to its first batch, in a process that has used no input before.
 */
final class FirstBatch implements Input {

  private final Input inner;
  private long nanos;

  private FirstBatch(Input recipe) {
    this.inner = recipe;
  }

  /** Trains for one step. */
  static double seconds(Input recipe) {
    FirstBatch input = new FirstBatch(recipe);
    try {
      Path directory = Files.createTempDirectory("first-batch");
      RunConfig config = RunConfig.builder(directory).build();
      try (Estimator estimator = Estimator.of(new Softmax(), config)) {
        estimator.train(input, TrainOption.steps(1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return input.nanos / 1e9;
  }

  private <T> T timed(Supplier<T> call) {
    long start = System.nanoTime();
    try {
      return call.get();
    } finally {
      nanos += System.nanoTime() - start;
    }
  }

  @Override
  public InputCursor open(InputContext context) {
    InputCursor cursor = timed(() -> inner.open(context));
    return new InputCursor() {
      private boolean first = true;

      @Override
      public @Nullable Batch next() {
        long start = System.nanoTime();
        Batch batch = cursor.next();
        nanos += first ? System.nanoTime() - start : 0;
        first = false;
        return batch;
      }

      @Override
      public long position() {
        return cursor.position();
      }

      @Override
      public void close() {
        cursor.close();
      }
    };
  }

  @Override
  public ElementSpec elementSpec() {
    return timed(inner::elementSpec);
  }

  @Override
  public OptionalLong size() {
    return timed(inner::size);
  }

  @Override
  public String fingerprint() {
    return timed(inner::fingerprint);
  }

  @Override
  public String describe() {
    return inner.describe();
  }

  /** The least that can be trained on images. */
  private static final class Softmax implements EstimatorSpecFactory {

    private static final DenseFeature<TFloat32> PIXELS =
        FeatureSpec.dense("pixels", TFloat32.class, Shape.of(-1, 784));
    private static final DenseFeature<TInt32> DIGIT =
        FeatureSpec.dense("digit", TInt32.class, Shape.of(-1));

    @Override
    public String modelName() {
      return "Softmax";
    }

    @Override
    public Set<Mode> modes() {
      return Set.of(Mode.TRAIN);
    }

    @Override
    public InputSpec inputs() {
      return InputSpec.of(List.of(PIXELS), List.of(DIGIT));
    }

    @Override
    public EstimatorSpec create(ModelContext context) {
      Operand<TFloat32> logits = context.layers().dense("logits", context.feature(PIXELS), 10);
      Operand<TFloat32> loss =
          context.losses().sparseSoftmaxCrossEntropy(context.label(DIGIT), logits);
      return EstimatorSpec.forTraining()
          .loss(loss)
          .trainOp(context.minimize(new GradientDescent(0.01), loss))
          .build();
    }
  }
}
