package org.estimator4j.hook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.SessionRunArgs;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
import org.estimator4j.session.TensorValue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;

/**
 * Logs the values of tensors, as {@code rate = 0.1, loss = 0.25 (0.123 sec)}: in the first step of
 * a call, and then whenever its timer says so. Steps are counted from 0 for each call, so a timer
 * of 100 steps logs at 0, 100, 200.
 *
 * <pre>{@code
 * SessionRunHook log(Operand<TFloat32> rate) {
 *   return LoggingTensorHook.builder()
 *       .tensor("rate", rate)
 *       .named("loss", "mean_loss")
 *       .timer(StepTimer.everySteps(100))
 *       .build();
 * }
 * }</pre>
 */
public final class LoggingTensorHook implements SessionRunHook {

  private static final Logger LOG = LoggerFactory.getLogger(LoggingTensorHook.class);

  /** So many elements of a tensor are logged; of a larger one, its first rows. */
  private static final long MAX_ELEMENTS = 100;

  private final Map<String, Function<ModelGraph, Operand<?>>> tensors;
  private final @Nullable StepTimer timer;
  private final boolean atEnd;
  private final @Nullable Function<Map<String, TensorValue>, String> formatter;
  private final Consumer<String> lines;
  private final Map<String, Operand<?>> operands = new LinkedHashMap<>();
  private SessionRunArgs wanted = SessionRunArgs.none();
  private long localStep;
  private boolean first;
  private boolean due;

  private LoggingTensorHook(Builder builder) {
    this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(builder.tensors));
    this.timer = builder.timer;
    this.atEnd = builder.atEnd;
    this.formatter = builder.formatter;
    this.lines = builder.lines;
  }

  /**
   * A hook to describe.
   *
   * @return a builder without tensors
   */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void begin(HookSession session) {
    operands.clear();
    tensors.forEach((label, find) -> operands.put(label, find.apply(session.graph())));
    if (atEnd) {
      InputFree.require("LoggingTensorHook", operands.values(), List.of());
    }
    wanted = SessionRunArgs.fetch(List.copyOf(operands.values()));
    localStep = 0;
    first = true;
  }

  @Override
  public SessionRunArgs beforeRun(SessionRunContext context) {
    due = timer != null && (first || timer.isDue(localStep));
    return due ? wanted : SessionRunArgs.none();
  }

  @Override
  public void afterRun(SessionRunContext context, SessionRunValues values) {
    if (due && timer != null) {
      Map<String, TensorValue> copies = new LinkedHashMap<>();
      operands.forEach((label, operand) -> copies.put(label, copy(values, operand)));
      log(copies, first ? "" : elapsed(timer));
      timer.reset(localStep);
      first = false;
    }
    localStep++;
  }

  private static TensorValue copy(SessionRunValues values, Operand<?> operand) {
    return TensorValue.copyOf(values.get(operand));
  }

  @Override
  public void end(HookSession session) {
    if (!atEnd) {
      return;
    }
    List<Tensor> read = session.fetch(List.copyOf(operands.values()));
    try {
      Map<String, TensorValue> copies = new LinkedHashMap<>();
      int i = 0;
      for (String label : operands.keySet()) {
        copies.put(label, TensorValue.copyOf(read.get(i++)));
      }
      log(copies, first || timer == null ? "" : elapsed(timer));
    } finally {
      read.forEach(Tensor::close);
    }
  }

  private static String elapsed(StepTimer timer) {
    return String.format(Locale.ROOT, " (%.3f sec)", timer.secondsSinceReset());
  }

  private void log(Map<String, TensorValue> values, String elapsed) {
    if (formatter != null) {
      lines.accept(formatter.apply(values));
      return;
    }
    String line =
        values.entrySet().stream()
            .map(each -> each.getKey() + " = " + shown(each.getValue()))
            .collect(Collectors.joining(", "));
    lines.accept(line + elapsed);
  }

  private static String shown(TensorValue value) {
    if (value.shape().size() <= MAX_ELEMENTS) {
      return value.toString();
    }
    List<String> rows = new ArrayList<>();
    long elements = 0;
    for (long row = 0; elements < MAX_ELEMENTS && row < value.shape().get(0); row++) {
      TensorValue part = value.row(row);
      rows.add(shown(part));
      elements += part.shape().size();
    }
    boolean whole = rows.size() == value.shape().get(0);
    return "[" + String.join(", ", rows) + (whole ? "]" : ", ...]");
  }

  /** Collects what is logged; each method returns the builder. Not for several threads. */
  public static final class Builder {

    private final Map<String, Function<ModelGraph, Operand<?>>> tensors = new LinkedHashMap<>();
    private @Nullable StepTimer timer;
    private boolean atEnd;
    private @Nullable Function<Map<String, TensorValue>, String> formatter;
    private Consumer<String> lines = line -> LOG.info("{}", line);

    private Builder() {}

    /**
     * Logs a tensor.
     *
     * @param label what the line calls it
     * @param tensor the tensor, of the graph of the call
     * @return this builder
     */
    public Builder tensor(String label, Operand<?> tensor) {
      return add(label, graph -> tensor);
    }

    /**
     * Logs a tensor that is found by its name when a call begins.
     *
     * @param label what the line calls it
     * @param name the operation's name, with {@code :1} and so on where it has several outputs
     * @return this builder
     */
    public Builder named(String label, String name) {
      return add(label, graph -> NamedTensors.find(graph, name));
    }

    private Builder add(String label, Function<ModelGraph, Operand<?>> tensor) {
      if (tensors.putIfAbsent(label, tensor) != null) {
        throw new IllegalArgumentException("'" + label + "' is the label of two tensors");
      }
      return this;
    }

    /**
     * Logs in the first step and then by a timer over the steps of the call.
     *
     * @param value the timer, of this hook alone
     * @return this builder
     */
    public Builder timer(StepTimer value) {
      timer = value;
      return this;
    }

    /**
     * Logs at the normal end as well, after the last step. There is no batch then: tensors that are
     * computed from the input cannot be read, and the call fails at its beginning.
     *
     * @return this builder
     */
    public Builder atEnd() {
      atEnd = true;
      return this;
    }

    /**
     * Makes the lines.
     *
     * @param value is given the values by label, in the order in which they were added
     * @return this builder
     */
    public Builder formatter(Function<Map<String, TensorValue>, String> value) {
      formatter = value;
      return this;
    }

    /**
     * Takes the lines, instead of the log.
     *
     * @param value is given each line, by the thread of the call
     * @return this builder
     */
    public Builder output(Consumer<String> value) {
      lines = value;
      return this;
    }

    /**
     * The hook.
     *
     * @return the hook
     * @throws IllegalStateException if there is nothing to log, or no time for it
     */
    public LoggingTensorHook build() {
      if (tensors.isEmpty()) {
        throw new IllegalStateException("nothing to log: add a tensor");
      }
      if (timer == null && !atEnd) {
        throw new IllegalStateException("it is never due: give a timer, or log at the end");
      }
      return new LoggingTensorHook(this);
    }
  }
}
