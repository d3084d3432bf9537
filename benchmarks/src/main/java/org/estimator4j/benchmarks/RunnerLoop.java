package org.estimator4j.benchmarks;

import org.estimator4j.graph.ModelGraph;
import org.estimator4j.input.Batch;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;

/** What one writes by hand today: {@code Session.Runner}, with the loss fetched and closed. */
final class RunnerLoop implements Loop {

  private final MlpModel.Nodes nodes;
  private final Batch batch;
  private final Session session;

  RunnerLoop(ModelGraph graph, MlpModel.Nodes nodes, Batch batch, ConfigProto config) {
    this.nodes = nodes;
    this.batch = batch;
    this.session = new Session(graph.tensorflow(), false, config);
    session.runner().addTarget(graph.globalInitializer()).run().close();
  }

  @Override
  public Cost run(int steps) {
    long bytes = Garbage.allocatedBytes();
    long start = System.nanoTime();
    for (int i = 0; i < steps; i++) {
      session
          .runner()
          .feed(nodes.x().asOutput(), batch.tensor(0))
          .feed(nodes.y().asOutput(), batch.tensor(1))
          .fetch(nodes.loss())
          .addTarget(nodes.update())
          .run()
          .close();
    }
    double nanos = System.nanoTime() - start;
    return new Cost(nanos / 1e3 / steps, (double) (Garbage.allocatedBytes() - bytes) / steps);
  }

  @Override
  public void close() {
    session.close();
  }
}
