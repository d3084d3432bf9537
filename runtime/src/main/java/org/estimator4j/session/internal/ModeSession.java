package org.estimator4j.session.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.Scaffold;
import org.estimator4j.session.SessionRunArgs;
import org.estimator4j.session.TensorValue;
import org.estimator4j.tensorflow.NativeSession;
import org.estimator4j.tensorflow.PreparedRun;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Tensor;
import org.tensorflow.op.Op;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/**
 * The warm session of a mode: it outlives a call, and is given new values for its variables where
 * there are any. Hooks may use it from threads of their own: what prepares a run, and what closes
 * the session, is one thread's at a time; the prepared runs of the loop are not held up by that.
 */
public final class ModeSession implements HookSession, AutoCloseable {

  private final ModelGraph graph;
  private final String target;
  private final ConfigProto config;
  private NativeSession session;
  private PreparedRun readGlobalStep;

  /**
   * Opens a session over a complete graph.
   *
   * @param graph the graph; stays the caller's
   * @param target the address of a TensorFlow server such as {@code grpc://host:port}; empty for
   *     this process
   * @param config threads and devices
   */
  public ModeSession(ModelGraph graph, String target, ConfigProto config) {
    this.graph = graph;
    this.target = target;
    this.config = config;
    this.session = open();
    this.readGlobalStep = prepareGlobalStep();
  }

  private NativeSession open() {
    return NativeSession.open(graph.tensorflow(), target.isEmpty() ? null : target, config);
  }

  private PreparedRun prepareGlobalStep() {
    return session.prepare(List.of(), List.of(graph.globalStep().read().asOutput()), List.of());
  }

  /** Closes the session, with all prepared runs of it, and opens another one without values. */
  public synchronized void reopen() {
    session.close();
    session = open();
    readGlobalStep = prepareGlobalStep();
  }

  @Override
  public ModelGraph graph() {
    return graph;
  }

  @Override
  public synchronized long globalStep() {
    try (TInt64 step = (TInt64) readGlobalStep.run()[0]) {
      return step.getLong();
    }
  }

  @Override
  public synchronized void run(Op... operations) {
    if (operations.length == 0) {
      return; // TensorFlow takes an empty run for a mistake
    }
    List<Operation> targets = Arrays.stream(operations).map(Op::op).toList();
    try (PreparedRun run = session.prepare(List.of(), List.of(), targets)) {
      run.run();
    }
  }

  @Override
  public List<Tensor> fetch(List<? extends Operand<?>> fetches) {
    return fetch(fetches, Map.of());
  }

  @Override
  public synchronized List<Tensor> fetch(
      List<? extends Operand<?>> fetches, Map<? extends Operand<?>, ? extends Tensor> feeds) {
    if (fetches.isEmpty()) {
      return List.of();
    }
    List<Operand<?>> fed = new ArrayList<>();
    List<Tensor> values = new ArrayList<>();
    feeds.forEach(
        (operand, value) -> {
          fed.add(operand);
          values.add(value);
        });
    try (PreparedRun run = session.prepare(outputs(fed), outputs(fetches), List.of())) {
      return Arrays.asList(run.run(values.toArray(Tensor[]::new)));
    }
  }

  /**
   * Gives every variable its initial value, as the scaffold wants it.
   *
   * @param scaffold the scaffold of the spec
   */
  public void initialize(Scaffold scaffold) {
    runFed(scaffold.initOp().orElseGet(graph::globalInitializer), scaffold.initFeeds());
    scaffold.initFn().ifPresent(this::call);
  }

  private synchronized void runFed(Op operation, List<SessionRunArgs.Feed> feeds) {
    List<Output<?>> fed = new ArrayList<>();
    List<Tensor> values = new ArrayList<>();
    try {
      for (SessionRunArgs.Feed feed : feeds) {
        fed.add(feed.tensor().asOutput());
        values.add(feed.value().get());
      }
      try (PreparedRun run = session.prepare(fed, List.of(), List.of(operation.op()))) {
        run.run(values.toArray(Tensor[]::new));
      }
    } finally {
      values.forEach(Tensor::close);
    }
  }

  private void call(Consumer<HookSession> function) {
    function.accept(this);
  }

  /**
   * Initialises what every call starts afresh, local variables and tables, and checks that the
   * session is ready.
   *
   * @param scaffold the scaffold of the spec
   */
  public void initializeLocals(Scaffold scaffold) {
    scaffold
        .readyForLocalInitOp()
        .ifPresent(names -> requireReady(names, "for the local initialisation", "initOp"));
    run(graph.localInitializer(), graph.tablesInitializer());
    scaffold.localInitOp().ifPresent(op -> runFed(op, scaffold.localInitFeeds()));
    scaffold
        .readyOp()
        .ifPresent(
            names -> requireReady(names, "after its initialisation", "initOp or localInitOp"));
  }

  private void requireReady(Operand<TString> notInitialized, String when, String mend) {
    try (Tensor names = fetch(List.of(notInitialized)).get(0)) {
      TensorValue value = TensorValue.copyOf(names);
      if (value.shape().size() > 0) {
        throw new IllegalStateException(
            "the session is not ready "
                + when
                + ": "
                + value
                + " are not initialised. Initialise them in the scaffold's "
                + mend
                + ".");
      }
    }
  }

  /**
   * Gives variables the values of a checkpoint.
   *
   * @param variables variables of this graph by the names under which the checkpoint has them
   * @param values a tensor for each of them that is to be changed, by the same names; they stay the
   *     caller's
   */
  public synchronized void restore(Map<String, Variable<?>> variables, Map<String, Tensor> values) {
    List<Output<?>> feeds = new ArrayList<>();
    List<Operation> targets = new ArrayList<>();
    List<Tensor> tensors = new ArrayList<>();
    variables.forEach(
        (name, variable) -> {
          Tensor value = values.get(name);
          if (value != null) {
            feeds.add(variable.restorePlaceholder().asOutput());
            targets.add(variable.restoreOp().op());
            tensors.add(value);
          }
        });
    if (targets.isEmpty()) {
      return;
    }
    try (PreparedRun run = session.prepare(feeds, List.of(), targets)) {
      run.run(tensors.toArray(Tensor[]::new));
    }
  }

  /**
   * Prepares a run of this session.
   *
   * @param feeds the tensors that every run is given
   * @param fetches the tensors that every run returns
   * @param targets operations to run without looking at a result
   * @return the run; closed with this session at the latest
   */
  public synchronized PreparedRun prepare(
      List<? extends Operand<?>> feeds,
      List<? extends Operand<?>> fetches,
      List<? extends Op> targets) {
    return session.prepare(outputs(feeds), outputs(fetches), targets.stream().map(Op::op).toList());
  }

  private static List<Output<?>> outputs(List<? extends Operand<?>> operands) {
    List<Output<?>> outputs = new ArrayList<>(operands.size());
    for (Operand<?> operand : operands) {
      outputs.add(operand.asOutput());
    }
    return outputs;
  }

  /** Closes the session, not the graph. */
  @Override
  public synchronized void close() {
    session.close();
  }
}
