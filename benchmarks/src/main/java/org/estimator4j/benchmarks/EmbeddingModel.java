package org.estimator4j.benchmarks;

import java.util.Random;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.nn.initializer.Initializers;
import org.estimator4j.nn.optimizer.Optimizer;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A linear model over an embedding of 16 columns, trained on batches of 32 random rows. */
final class EmbeddingModel implements AutoCloseable {

  private static final int BATCH = 32;

  private final ModelGraph graph = ModelGraph.create(Mode.TRAIN, 1);
  private final Random random = new Random(1);
  private final int rows;
  private final Operand<TInt32> ids;
  private final Operand<TFloat32> loss;
  private final Op step;
  private final Session session;

  EmbeddingModel(Optimizer optimizer, int rows) {
    this.rows = rows;
    Ops tf = graph.ops();
    this.ids = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
    Operand<TFloat32> found = matrix("table", rows, 16).gather(tf, ids);
    Operand<TFloat32> y = tf.linalg.matMul(found, matrix("kernel", 16, 1));
    Operand<TFloat32> error = tf.math.squaredDifference(y, tf.constant(1f));
    this.loss = tf.math.mean(error, tf.constant(new int[] {0, 1}));
    this.step = optimizer.minimize(graph, loss);
    graph.freeze();
    this.session = new Session(graph.tensorflow(), false, ConfigProto.getDefaultInstance());
    session.runner().addTarget(graph.globalInitializer()).run().close();
  }

  private Variable<TFloat32> matrix(String name, long height, long width) {
    return graph
        .variable(name, TFloat32.class, Shape.of(height, width))
        .initializer(Initializers.glorotUniform())
        .create();
  }

  /** Takes steps, with batch and loss as a training has them. */
  double microsecondsPerStep(int steps) {
    long start = System.nanoTime();
    for (int i = 0; i < steps; i++) {
      try (TInt32 batch = TInt32.tensorOf(Shape.of(BATCH))) {
        for (int k = 0; k < BATCH; k++) {
          batch.setInt(random.nextInt(rows), k);
        }
        session.runner().feed(ids.asOutput(), batch).fetch(loss).addTarget(step).run().close();
      }
    }
    return (System.nanoTime() - start) / 1e3 / steps;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
