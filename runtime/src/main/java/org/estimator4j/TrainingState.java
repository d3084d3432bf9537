package org.estimator4j;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.estimator4j.annotation.Mode;
import org.estimator4j.checkpoint.CheckpointState;
import org.estimator4j.input.Input;
import org.estimator4j.input.InputContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a training goes on from: the variables of the newest checkpoint, and beside them how far the
 * input was read, and the settings that the last bits depend on.
 */
final class TrainingState {

  private static final Logger LOG = LoggerFactory.getLogger(Estimator.class);

  private final EstimatorModel model;
  private final InputProgress progress;
  private final List<CheckpointState> besideVariables;

  TrainingState(EstimatorModel model, Input input) {
    this.model = model;
    this.progress = new InputProgress(input.fingerprint(), model.config().seed());
    int cores = Runtime.getRuntime().availableProcessors();
    this.besideVariables = List.of(progress, new RunSettings(model.config(), cores));
  }

  InputProgress progress() {
    return progress;
  }

  List<CheckpointState> besideVariables() {
    return besideVariables;
  }

  /** Where the input is to be opened. */
  InputContext inputContext() {
    return InputContext.first(Mode.TRAIN, model.config().seed())
        .at(progress.pass(), progress.position());
  }

  /** Loads all of it, or the initial values; returns the global step. */
  long load(ModeRuntime runtime) {
    Path modelDir = model.config().modelDir();
    Optional<ModeRuntime.Loaded> loaded = runtime.load(modelDir);
    progress.reset(); // a checkpoint may be without it, such as one of Python's
    loaded.ifPresent(each -> restore(each.states()));
    long step = runtime.session().globalStep();
    if (loaded.isPresent()) {
      LOG.info(
          "continuing {} from {}: step {}, pass {} of the input, batch {}",
          model.name(),
          loaded.get().checkpoint(),
          step,
          progress.pass(),
          progress.position());
    } else if (step == 0) {
      LOG.info("training {} from the start, in {}", model.name(), modelDir);
    }
    return step;
  }

  private void restore(Map<String, byte[]> saved) {
    for (CheckpointState state : besideVariables) {
      byte[] bytes = saved.get(state.name());
      if (bytes != null) {
        state.restore(bytes);
      }
    }
  }
}
