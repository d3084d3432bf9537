package org.estimator4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.estimator4j.annotation.Mode;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.checkpoint.CheckpointReader;
import org.estimator4j.checkpoint.Checkpoints;
import org.estimator4j.checkpoint.VariableSpec;
import org.estimator4j.checkpoint.WarmStart;
import org.estimator4j.checkpoint.WarmStarter;
import org.estimator4j.config.ClusterConfig;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.graph.Variable;
import org.estimator4j.session.internal.ModeSession;
import org.estimator4j.spec.internal.ModeGraph;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Tensor;
import org.tensorflow.op.Op;
import org.tensorflow.proto.ConfigProto;

/**
 * The graph and the warm session of a mode, and which checkpoint the session holds. It outlives the
 * calls; a later call only restores a newer checkpoint.
 */
final class ModeRuntime implements AutoCloseable {

  private final ModeGraph modeGraph;
  private final ModeSession session;
  private final Optional<WarmStart> warmStart;
  private @Nullable Held held;
  private boolean initialized;
  private boolean closed;

  /** How often the variables were given other values. */
  private long generation;

  private ModeRuntime(ModeGraph modeGraph, ModeSession session, Optional<WarmStart> warmStart) {
    this.modeGraph = modeGraph;
    this.session = session;
    this.warmStart = warmStart;
  }

  /** A runtime where the cluster says that the mode runs. */
  static ModeRuntime of(ModeGraph modeGraph, EstimatorModel model) {
    ClusterConfig cluster = model.config().cluster();
    boolean evaluates = modeGraph.spec().mode() == Mode.EVAL;
    String server = evaluates ? cluster.evaluationMaster() : cluster.master();
    return new ModeRuntime(
        modeGraph,
        new ModeSession(modeGraph.graph(), server, model.config().sessionConfig()),
        model.warmStart());
  }

  /** A runtime in this process, whatever the cluster. */
  static ModeRuntime local(ModeGraph modeGraph, EstimatorModel model, ConfigProto sessionConfig) {
    return new ModeRuntime(
        modeGraph, new ModeSession(modeGraph.graph(), "", sessionConfig), model.warmStart());
  }

  ModeGraph modeGraph() {
    return modeGraph;
  }

  ModeSession session() {
    return session;
  }

  /** After a lost peer: a new session over the same graph, without values. */
  void reopen() {
    session.reopen();
    forgetValues();
  }

  private void forgetValues() {
    held = null;
    initialized = false;
    generation++;
  }

  /** The values of the variables at some time, for a call that comes back to them. */
  record Values(long generation, @Nullable Held held) {}

  /** What the variables hold now. */
  Values values() {
    return new Values(generation, held);
  }

  /**
   * Gives the variables the values that they had before, where another call has loaded others.
   *
   * @return the values, as they are to be asked for the next time
   * @throws IllegalStateException if they cannot be had any more
   */
  Values bringBack(Values wanted) {
    if (closed) {
      throw lost(
          "a later call of predict closed the session that it works on: one of the two has a hook"
              + " that adds operations to the graph, or that call failed");
    }
    if (wanted.generation() == generation) {
      return wanted;
    }
    Held before = wanted.held();
    if (before == null) {
      throw lost(
          "it works with initial values, which no checkpoint holds, and a later call of predict"
              + " loaded others");
    }
    if (!before.equals(held)) {
      if (!before.equals(Held.of(before.checkpoint()))) {
        throw lost(
            before.checkpoint()
                + " was deleted or written anew, after a later call of predict loaded another"
                + " checkpoint");
      }
      loadExactly(before.checkpoint().prefix());
    }
    return values();
  }

  private static IllegalStateException lost(String why) {
    return new IllegalStateException(
        "this stream of predictions cannot go on: "
            + why
            + ". Read a stream to its end before the next such call, or use"
            + " Estimator.predictor(), which has a session of its own.");
  }

  /** Says that the session's variables are what this checkpoint holds. */
  void holds(@Nullable Checkpoint checkpoint) {
    held = checkpoint == null ? null : Held.of(checkpoint);
    initialized = true;
  }

  /** A checkpoint and when it was written: another process may save the same step again. */
  record Held(Checkpoint checkpoint, FileTime written, @Nullable Object file) {

    static Held of(Checkpoint checkpoint) {
      Path index = Path.of(checkpoint.prefix() + ".index");
      try {
        BasicFileAttributes found = Files.readAttributes(index, BasicFileAttributes.class);
        // Within a tick of the file system's clock, only the file itself is another one.
        return new Held(checkpoint, found.lastModifiedTime(), found.fileKey());
      } catch (IOException e) {
        return new Held(checkpoint, FileTime.fromMillis(0), null); // deleted; never held again
      }
    }
  }

  /** What was loaded from a checkpoint. */
  record Loaded(Checkpoint checkpoint, Map<String, byte[]> states) {}

  /**
   * Gives the variables the values of the newest usable checkpoint, or their initial ones. The
   * states are read even where the session holds the values already.
   *
   * @return the checkpoint and its states, or empty if there is none
   */
  Optional<Loaded> load(Path modelDir) {
    return loaded(Checkpoints.restoreNewestUsable(modelDir, this::loadFrom));
  }

  /**
   * As {@link #load}, without the states: nothing is read where the session holds the newest
   * checkpoint already.
   *
   * @return the checkpoint, or empty if there is none
   */
  Optional<Checkpoint> loadVariables(Path modelDir) {
    Held before = held;
    Optional<Checkpoint> newest = Checkpoints.latest(modelDir);
    if (before != null && newest.isPresent() && before.equals(Held.of(newest.get()))) {
      return newest;
    }
    return load(modelDir).map(Loaded::checkpoint);
  }

  /**
   * Gives the variables the values of one checkpoint.
   *
   * @param prefix its path, without an ending
   * @return the checkpoint and its states
   */
  Loaded loadExactly(Path prefix) {
    try (CheckpointReader reader = CheckpointReader.open(prefix)) {
      Loaded loaded = loadFrom(reader);
      loaded(Optional.of(loaded));
      return loaded;
    }
  }

  private Optional<Loaded> loaded(Optional<Loaded> loaded) {
    if (loaded.isEmpty() && (!initialized || held != null)) {
      forgetValues();
      session.initialize(modeGraph.spec().scaffold());
      warmStart.ifPresent(this::startFrom);
    }
    holds(loaded.map(Loaded::checkpoint).orElse(null));
    return loaded;
  }

  private void startFrom(WarmStart settings) {
    ModelGraph graph = modeGraph.graph();
    Map<String, Tensor> values =
        new WarmStarter(settings, graph.globalVariables(), graph.globalStep().variable().name())
            .values(
                graph.mode() == Mode.TRAIN, variable -> session.fetch(List.of(variable)).get(0));
    try {
      Map<String, Variable<?>> variables = new LinkedHashMap<>();
      values.keySet().forEach(name -> variables.put(name, graph.findVariable(name).orElseThrow()));
      session.restore(variables, values);
    } finally {
      values.values().forEach(Tensor::close);
    }
  }

  private Loaded loadFrom(CheckpointReader reader) {
    if (!Held.of(reader.checkpoint()).equals(held)) {
      restore(reader);
    }
    return new Loaded(reader.checkpoint(), reader.states());
  }

  private void restore(CheckpointReader reader) {
    Set<String> stored = reader.contents().variables().keySet();
    Map<String, Variable<?>> restored = modeGraph.saved().restoredFrom(stored);
    Map<String, VariableSpec> expected = new LinkedHashMap<>();
    restored.forEach(
        (name, variable) -> expected.put(name, VariableSpec.of(variable.type(), variable.shape())));
    reader.contents().requireCompatible(expected);
    Map<String, Tensor> values = new LinkedHashMap<>(reader.read(expected.keySet()));
    try {
      forgetValues(); // a failure may leave some of them changed
      List<Variable<?>> others = modeGraph.saved().initializedBeside(stored);
      session.run(others.stream().map(Variable::initializer).toArray(Op[]::new));
      session.restore(restored, values);
    } finally {
      values.values().forEach(Tensor::close);
    }
  }

  @Override
  public void close() {
    closed = true;
    session.close();
    modeGraph.close();
  }
}
