package org.estimator4j.benchmarks;

import java.util.List;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.input.Batch;
import org.estimator4j.tensorflow.NativeSession;
import org.estimator4j.tensorflow.PreparedRun;
import org.tensorflow.Tensor;
import org.tensorflow.op.Op;
import org.tensorflow.proto.ConfigProto;

/** The least that a step can cost: a prepared run, with the loss fetched and closed. */
final class PreparedLoop implements Loop {

  private final NativeSession session;
  private final PreparedRun step;
  private final Batch batch;

  PreparedLoop(ModelGraph graph, MlpModel.Nodes nodes, Batch batch, ConfigProto config) {
    this.batch = batch;
    this.session = NativeSession.open(graph.tensorflow(), null, config);
    for (Op initializer : List.of(graph.globalInitializer(), graph.localInitializer())) {
      try (PreparedRun run = session.prepare(List.of(), List.of(), List.of(initializer.op()))) {
        run.run();
      }
    }
    this.step =
        session.prepare(
            List.of(nodes.x().asOutput(), nodes.y().asOutput()),
            List.of(nodes.loss().asOutput()),
            List.of(nodes.update().op()));
  }

  @Override
  public Cost run(int steps) {
    long bytes = Garbage.allocatedBytes();
    long start = System.nanoTime();
    Tensor[] feeds = {batch.tensor(0), batch.tensor(1)};
    for (int i = 0; i < steps; i++) {
      step.run(feeds)[0].close();
    }
    double nanos = System.nanoTime() - start;
    return new Cost(nanos / 1e3 / steps, (double) (Garbage.allocatedBytes() - bytes) / steps);
  }

  @Override
  public void close() {
    session.close();
  }
}
