package org.estimator4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.estimator4j.config.Params;
import org.estimator4j.config.ProgressDisplay;
import org.estimator4j.config.RunConfig;
import org.estimator4j.hook.CheckpointListener;
import org.estimator4j.hook.CheckpointSaverHook;
import org.estimator4j.hook.NanLossHook;
import org.estimator4j.hook.ProgressLogHook;
import org.estimator4j.hook.StepTimer;
import org.estimator4j.hook.StopAtStepHook;
import org.estimator4j.hook.SummarySaverHook;
import org.estimator4j.progress.internal.ProgressHook;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.spec.internal.ModeGraph;
import org.estimator4j.summary.HParams;
import org.jspecify.annotations.Nullable;

/** The hooks of a training: the user's and ours, and their order. */
final class TrainHooks {

  private final EstimatorModel model;
  private final TrainSettings settings;
  private final Watchers watchers;
  private final LongSupplier examples;

  /**
   * The hooks of a call.
   *
   * @param examples how many rows it has trained with
   */
  TrainHooks(
      EstimatorModel model, TrainSettings settings, Watchers watchers, LongSupplier examples) {
    this.model = model;
    this.settings = settings;
    this.watchers = watchers;
    this.examples = examples;
  }

  /**
   * The guard first, the caller's or the model's before ours: a step that diverged must not be
   * saved. The limit last: others see its step.
   *
   * @param saverOf makes the saver that tells these listeners, or gives null if nothing is saved
   */
  List<SessionRunHook> inOrder(
      ModeGraph graph,
      OptionalLong lastStep,
      Function<List<CheckpointListener>, @Nullable CheckpointSaverHook> saverOf) {
    RunConfig config = model.config();
    List<SessionRunHook> hooks = new ArrayList<>();
    List<NanLossHook> guards = guards(graph);
    hooks.addAll(guards.isEmpty() ? List.of(NanLossHook.failing()) : guards);
    hooks.addAll(given(graph).filter(hook -> !guards.contains(hook)).toList());
    @Nullable SummarySaverHook summaries = summaries(graph);
    List<CheckpointListener> listeners = new ArrayList<>(settings.listeners());
    if (summaries != null) {
      listeners.add(0, summaries);
    }
    Long end = lastStep.isPresent() ? lastStep.getAsLong() : null;
    ProgressHook watching =
        new ProgressHook(
            watchers.all(), watchers.line(), config.logStepCountSteps(), end, examples);
    listeners.add(0, watching);
    CheckpointSaverHook saver = saverOf.apply(listeners);
    if (saver != null) {
      hooks.add(saver);
    }
    if (summaries != null) {
      hooks.add(summaries);
    }
    hooks.add(watching);
    boolean quiet = config.progress() == ProgressDisplay.QUIET || watchers.line() != null;
    if (config.logStepCountSteps() > 0 && !quiet) {
      hooks.add(new ProgressLogHook(config.logStepCountSteps(), end));
    }
    lastStep.ifPresent(step -> hooks.add(new StopAtStepHook(step)));
    return hooks;
  }

  /** Whether the caller or the model wants a training that diverged to end normally. */
  boolean stopsOnNan(ModeGraph graph) {
    List<NanLossHook> guards = guards(graph);
    return !guards.isEmpty() && guards.stream().noneMatch(NanLossHook::isFailing);
  }

  private List<NanLossHook> guards(ModeGraph graph) {
    return given(graph).filter(NanLossHook.class::isInstance).map(NanLossHook.class::cast).toList();
  }

  private Stream<SessionRunHook> given(ModeGraph graph) {
    return Stream.concat(settings.hooks().stream(), graph.hooks().stream());
  }

  private @Nullable SummarySaverHook summaries(ModeGraph graph) {
    RunConfig config = model.config();
    if (!config.savesSummaries()) {
      return null;
    }
    Params params = model.params();
    Map<String, Object> values = new LinkedHashMap<>();
    params.names().forEach(name -> values.put(name, params.get(name, Object.class)));
    return new SummarySaverHook(
        config.modelDir(),
        StepTimer.forSummaries(config),
        graph.summaries(),
        values.isEmpty() ? null : new HParams(values, settings.measures(), settings.measuredIn()),
        examples);
  }
}
