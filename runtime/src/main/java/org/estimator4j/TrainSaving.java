package org.estimator4j;

import java.time.Duration;
import java.util.List;
import org.estimator4j.checkpoint.CheckpointException;
import org.estimator4j.checkpoint.CheckpointState;
import org.estimator4j.checkpoint.CheckpointStore;
import org.estimator4j.checkpoint.RetentionPolicy;
import org.estimator4j.config.RunConfig;
import org.estimator4j.export.TrainingMetaGraph;
import org.estimator4j.hook.CheckpointListener;
import org.estimator4j.hook.CheckpointSaverHook;
import org.estimator4j.hook.NanLossDuringTrainingException;
import org.estimator4j.hook.StepTimer;
import org.estimator4j.session.internal.HookedLoop;
import org.estimator4j.spec.internal.ModeGraph;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of a training: the hook that saves them as the settings say, and what is to be
 * done with the work since the last one when something fails. Does nothing where none are saved.
 */
final class TrainSaving {

  private final RunConfig config;
  private final @Nullable CheckpointStore store;
  private final List<CheckpointState> states;
  private final boolean background;
  private @Nullable CheckpointSaverHook saver;

  /**
   * Saving into a store.
   *
   * @param store where to, or null
   * @param states what is saved beside the variables
   * @param background whether steps may go on meanwhile
   */
  TrainSaving(
      RunConfig config,
      @Nullable CheckpointStore store,
      List<CheckpointState> states,
      boolean background) {
    this.config = config;
    this.store = store;
    this.states = states;
    this.background = background;
  }

  /** Which checkpoints the settings keep. */
  static RetentionPolicy retention(RunConfig config) {
    RetentionPolicy newest = RetentionPolicy.newest(config.keepCheckpointMax());
    Duration every = config.keepCheckpointEvery();
    return every == null ? newest : newest.keepingOneEvery(every);
  }

  /** Writes the graph down, if the settings want it. */
  void describe(ModeGraph graph) {
    if (store != null && config.saveGraphDef()) {
      store.describe(TrainingMetaGraph.of(graph));
    }
  }

  /** Makes the hook that saves, or gives null if nothing is saved. */
  @Nullable CheckpointSaverHook hook(
      ModeGraph graph, List<CheckpointListener> listeners, boolean stopsOnNan) {
    saver =
        store == null
            ? null
            : CheckpointSaverHook.builder(store, StepTimer.forCheckpoints(config))
                .variables(graph.saved().byName())
                .states(states)
                .listeners(listeners)
                .stopsOnNan(stopsOnNan)
                .inBackground(background)
                .build();
    return saver;
  }

  /** Before the newest checkpoint is loaded: waits for what is being written. */
  void settle() {
    if (saver != null) {
      saver.settle();
    }
  }

  /**
   * A failure of an input or of a hook costs no work: what whole steps have done is saved first.
   */
  void rescue(RuntimeException failure, ModeRuntime runtime, HookedLoop loop) {
    if (saver == null || !loop.betweenSteps() || spoils(failure)) {
      return;
    }
    try {
      saver.rescue(runtime.session());
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Whether there is nothing good to save, or no way to save it. */
  private static boolean spoils(RuntimeException failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof CheckpointException || each instanceof NanLossDuringTrainingException) {
        return true;
      }
    }
    return Recovery.lostPeer(failure) != null;
  }
}
