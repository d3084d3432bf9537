package org.estimator4j.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.proto.ConfigProto;

/** Runs parts of a model graph and gives back plain numbers; for tests. */
public final class GraphRun implements AutoCloseable {

  private final ModelGraph graph;
  private final Session session;
  private final Map<Output<?>, Tensor> feeds = new HashMap<>();

  public GraphRun(ModelGraph graph) {
    this.graph = graph;
    this.session = new Session(graph.tensorflow(), false, ConfigProto.getDefaultInstance());
  }

  /** All variables at their initial values. */
  public GraphRun initialize() {
    run(graph.globalInitializer());
    run(graph.localInitializer());
    return this;
  }

  /** What later runs feed to a placeholder. */
  public GraphRun feed(Operand<?> placeholder, Shape shape, double... values) {
    Tensor old = feeds.put(placeholder.asOutput(), Tensors.of(placeholder.type(), shape, values));
    if (old != null) {
      old.close();
    }
    return this;
  }

  public void set(Variable<?> variable, double... values) {
    try (Tensor value = Tensors.of(variable.type(), variable.shape(), values)) {
      session
          .runner()
          .feed(variable.restorePlaceholder().asOutput(), value)
          .addTarget(variable.restoreOp())
          .run()
          .close();
    }
  }

  public void run(Op... targets) {
    Session.Runner runner = runner();
    for (Op target : targets) {
      runner.addTarget(target);
    }
    runner.run().close();
  }

  public double[] values(Operand<?> operand) {
    return values(operand, List.of());
  }

  /** The values, fetched in one run with targets. */
  public double[] values(Operand<?> operand, List<? extends Op> targets) {
    Session.Runner runner = runner().fetch(operand);
    targets.forEach(runner::addTarget);
    try (Result result = runner.run()) {
      return Tensors.values(result.get(0));
    }
  }

  public double value(Operand<?> operand) {
    double[] values = values(operand);
    if (values.length != 1) {
      throw new IllegalArgumentException("not one value but " + values.length);
    }
    return values[0];
  }

  public Session.Runner runner() {
    Session.Runner runner = session.runner();
    feeds.forEach(runner::feed);
    return runner;
  }

  @Override
  public void close() {
    feeds.values().forEach(Tensor::close);
    session.close();
  }
}
