package org.estimator4j;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.estimator4j.annotation.Mode;
import org.estimator4j.session.GraphBuildingHook;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.spec.internal.ModeGraph;

/** The graph and the warm session of each mode that an estimator was asked for. */
final class ModeRuntimes implements AutoCloseable {

  private final EstimatorModel model;
  private final Map<Mode, ModeRuntime> runtimes = new EnumMap<>(Mode.class);

  /** The modes whose runtime was made for one call. */
  private final Set<Mode> ofOneCall = EnumSet.noneOf(Mode.class);

  ModeRuntimes(EstimatorModel model) {
    this.model = model;
  }

  /**
   * Works with the warm runtime of a mode. Where hooks of the call add operations, the call gets
   * one of its own, which the next call replaces. A failure may leave variables half changed, so
   * the runtime is thrown away: the next call starts from the newest checkpoint.
   */
  <R> R with(Mode mode, List<SessionRunHook> hooks, Function<ModeRuntime, R> work) {
    boolean own = hooks.stream().anyMatch(GraphBuildingHook.class::isInstance);
    if (own || ofOneCall.contains(mode)) {
      close(mode);
    }
    ModeRuntime runtime =
        runtimes.computeIfAbsent(mode, absent -> ModeRuntime.of(build(absent, hooks), model));
    if (own) {
      ofOneCall.add(mode);
    }
    boolean succeeded = false;
    try {
      R result = work.apply(runtime);
      succeeded = true;
      return result;
    } finally {
      if (!succeeded) {
        close(mode);
      }
    }
  }

  /** Looks at the graph of a mode, the warm one or one that is built for it. */
  <R> R inspect(Mode mode, Function<ModeGraph, R> look) {
    ModeRuntime warm = runtimes.get(mode);
    if (warm != null) {
      return look.apply(warm.modeGraph());
    }
    try (ModeGraph graph = build(mode, List.of())) {
      return look.apply(graph);
    }
  }

  /** Builds the graph of a mode, which the caller closes. */
  ModeGraph build(Mode mode, List<SessionRunHook> hooks) {
    return ModeGraph.build(model.factory(), mode, model.config(), model.params(), hooks);
  }

  private void close(Mode mode) {
    ModeRuntime runtime = runtimes.remove(mode);
    ofOneCall.remove(mode);
    if (runtime != null) {
      runtime.close();
    }
  }

  /** Frees the graphs and sessions; what is asked for afterwards is made anew. */
  @Override
  public void close() {
    for (Mode mode : Mode.values()) {
      close(mode);
    }
  }
}
