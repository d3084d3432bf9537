package org.estimator4j;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterators;
import java.util.function.Consumer;
import org.estimator4j.annotation.Mode;
import org.estimator4j.input.Batch;
import org.estimator4j.input.Input;
import org.estimator4j.input.InputContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.TensorValue;
import org.estimator4j.session.internal.HookedLoop;
import org.estimator4j.session.internal.StepPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;

/**
 * One call of {@link Estimator#predict}: rows one by one, computed a batch at a time when needed.
 */
final class PredictCall extends Spliterators.AbstractSpliterator<Prediction>
    implements AutoCloseable {

  /** What the stream hands out: each row, or each batch as it was computed. */
  enum Unit {
    ROWS,
    BATCHES
  }

  private static final Logger LOG = LoggerFactory.getLogger(Estimator.class);

  private final EstimatorUse use;
  private final ModeRuntime runtime;
  private final List<String> names;
  private final Unit unit;
  private final InputFeed feed;
  private final HookedLoop loop;
  private final boolean hooked;
  private final Deque<Prediction> rows = new ArrayDeque<>();

  /** What it predicts with: the session is shared with later calls. */
  private ModeRuntime.Values values;

  private boolean ended;

  PredictCall(
      EstimatorModel model,
      ModeRuntime runtime,
      Input input,
      PredictSettings settings,
      Unit unit,
      EstimatorUse use) {
    super(Long.MAX_VALUE, ORDERED | NONNULL);
    this.use = use;
    this.runtime = runtime;
    this.unit = unit;
    Map<String, Operand<?>> predictions = runtime.modeGraph().spec().predictions();
    this.names = settings.select(predictions.keySet());
    List<SessionRunHook> hooks = new ArrayList<>(settings.hooks());
    hooks.addAll(runtime.modeGraph().hooks());
    this.hooked = !hooks.isEmpty();
    InputContext context = InputContext.first(Mode.PREDICT, model.config().seed());
    this.feed = InputFeed.ahead(model, input, context);
    StepPlan plan =
        runtime.modeGraph().plan().withFetches(names.stream().map(predictions::get).toList());
    this.loop = new HookedLoop(runtime.session(), plan, hooks);
    try {
      loop.begin();
      if (settings.checkpoint().isPresent()) {
        runtime.loadExactly(settings.checkpoint().get());
      } else if (runtime.loadVariables(model.config().modelDir()).isEmpty()) {
        LOG.warn(
            "there is no checkpoint in {}: {} predicts with its initial values",
            model.config().modelDir(),
            model.name());
      }
      values = runtime.values();
      runtime.session().initializeLocals(runtime.modeGraph().spec().scaffold());
      loop.ready();
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  @Override
  public boolean tryAdvance(Consumer<? super Prediction> action) {
    while (rows.isEmpty() && !ended) {
      use.during(this::runBatch);
    }
    Prediction row = rows.poll();
    if (row == null) {
      return false;
    }
    action.accept(row);
    return true;
  }

  private void runBatch() {
    if (hooked) {
      values = runtime.bringBack(values); // hooks may look at the session in their end too
    }
    Batch batch = loop.stopReason().isPresent() ? null : feed.next();
    if (batch == null) {
      ended = true;
      loop.end();
      close();
      return;
    }
    try (batch) {
      values = runtime.bringBack(values);
      loop.step(feed.feeds(batch), results -> split(results, batch.size()));
    }
  }

  private void split(Tensor[] results, int size) {
    List<TensorValue> values = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      TensorValue value = TensorValue.copyOf(results[i]);
      if (unit == Unit.ROWS
          && (value.shape().numDimensions() == 0 || value.shape().get(0) != size)) {
        throw new IllegalStateException(
            "prediction '"
                + names.get(i)
                + "' has shape "
                + value.shape()
                + ", but the batch has "
                + size
                + " rows; the first dimension of every prediction must be the batch, or use"
                + " predictBatches");
      }
      values.add(value);
    }
    if (unit == Unit.BATCHES) {
      rows.add(prediction(values));
      return;
    }
    for (int row = 0; row < size; row++) {
      int index = row;
      rows.add(prediction(values.stream().map(value -> value.row(index)).toList()));
    }
  }

  private Prediction prediction(List<TensorValue> values) {
    Map<String, TensorValue> prediction = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      prediction.put(names.get(i), values.get(i));
    }
    return new Prediction(prediction);
  }

  @Override
  public void close() {
    ended = true;
    loop.close();
    feed.close();
  }
}
