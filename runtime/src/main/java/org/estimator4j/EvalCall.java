package org.estimator4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.estimator4j.annotation.Mode;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.input.Batch;
import org.estimator4j.input.Input;
import org.estimator4j.input.InputContext;
import org.estimator4j.nn.metric.EvalMetric;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.TensorValue;
import org.estimator4j.session.internal.HookedLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;

/** One call of {@link Estimator#evaluate}. */
final class EvalCall {

  private static final Logger LOG = LoggerFactory.getLogger(Estimator.class);

  private final EstimatorModel model;
  private final Input input;
  private final EvalSettings settings;
  private final EvalEvents events;
  private double lossOfRows;
  private long rows;

  EvalCall(EstimatorModel model, Input input, EvalSettings settings, EvalEvents events) {
    this.model = model;
    this.input = input;
    this.settings = settings;
    this.events = events;
  }

  EvalResult run(ModeRuntime runtime) {
    List<SessionRunHook> hooks = new ArrayList<>(settings.hooks());
    hooks.addAll(runtime.modeGraph().hooks());
    InputContext context = InputContext.first(Mode.EVAL, model.config().seed());
    try (InputFeed feed = InputFeed.ahead(model, input, context);
        HookedLoop loop = new HookedLoop(runtime.session(), runtime.modeGraph().plan(), hooks)) {
      loop.begin();
      Optional<Checkpoint> loaded =
          settings.checkpoint().isPresent()
              ? settings.checkpoint().map(prefix -> runtime.loadExactly(prefix).checkpoint())
              : runtime.loadVariables(model.config().modelDir());
      if (loaded.isEmpty()) {
        LOG.warn(
            "there is no checkpoint in {}: {} is evaluated with its initial values",
            model.config().modelDir(),
            model.name());
      }
      runtime.session().initializeLocals(runtime.modeGraph().spec().scaffold());
      loop.ready();
      runBatches(loop, feed);
      if (rows == 0) {
        throw new EmptyInputException(Mode.EVAL, input.describe());
      }
      SummaryMetrics summaries = new SummaryMetrics();
      EvalResult result =
          new EvalResult(
              settings.name(),
              loaded.orElse(null),
              loop.globalStep(),
              lossOfRows / rows,
              metrics(runtime, summaries));
      loop.end();
      if (model.config().savesSummaries() && loaded.isPresent()) {
        events.write(model.config().modelDir(), result, summaries.byMetric());
      }
      LOG.info(
          "evaluated {} on {} rows{}: {}",
          model.name(),
          rows,
          settings.name().isEmpty() ? "" : " of " + settings.name(),
          result);
      return result;
    }
  }

  private void runBatches(HookedLoop loop, InputFeed feed) {
    long batches = 0;
    while (loop.stopReason().isEmpty() && batches < settings.steps()) {
      Batch batch = feed.next();
      if (batch == null) {
        return;
      }
      try (batch) {
        loop.step(feed.feeds(batch), () -> {});
        lossOfRows += loop.loss() * batch.size();
        rows += batch.size();
      }
      batches++;
    }
  }

  /** Read once, after the last batch; reading changes nothing. */
  private static Map<String, TensorValue> metrics(ModeRuntime runtime, SummaryMetrics summaries) {
    Map<String, EvalMetric> metrics = runtime.modeGraph().spec().evalMetricOps();
    List<Operand<?>> values = new ArrayList<>();
    metrics.values().forEach(metric -> values.add(metric.value()));
    List<Tensor> tensors = runtime.session().fetch(values);
    Map<String, TensorValue> results = new LinkedHashMap<>();
    try {
      int i = 0;
      for (String name : metrics.keySet()) {
        results.put(name, summaries.read(name, tensors.get(i++)));
      }
    } finally {
      tensors.forEach(Tensor::close);
    }
    return results;
  }
}
