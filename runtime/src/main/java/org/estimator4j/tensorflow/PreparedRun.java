package org.estimator4j.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionRun;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Tensor;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Operation;
import org.tensorflow.internal.c_api.TF_Output;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.TF_Tensor;
import org.tensorflow.proto.RunMetadata;
import org.tensorflow.proto.RunOptions;

/**
 * A run whose native arguments were laid out once, so that a step costs little more than
 * TensorFlow's own work: a run through {@code Session.Runner} takes 43 µs on an empty graph, this
 * one 11 µs ({@code docs/internals.md}).
 *
 * <p>For one thread at a time.
 */
public final class PreparedRun implements AutoCloseable {

  private final NativeSession session;
  private final TF_Output feeds;
  private final TF_Output fetches;
  private final PointerPointer<TF_Tensor> feedValues;
  private final RunResults results;
  private final PointerPointer<TF_Operation> targets;
  private final TF_Status status;
  private final int feedCount;
  private final int targetCount;
  private boolean closed;

  PreparedRun(
      NativeSession session,
      List<? extends Output<?>> feeds,
      List<? extends Output<?>> fetches,
      List<? extends Operation> targets) {
    this.session = session;
    // TensorFlow refuses a tensor that is fetched twice, so each is fetched once and handed out
    // twice.
    Map<Output<?>, Integer> distinct = new LinkedHashMap<>();
    int[] slotOf = new int[fetches.size()];
    for (int i = 0; i < slotOf.length; i++) {
      Integer slot = distinct.putIfAbsent(fetches.get(i), distinct.size());
      slotOf[i] = slot == null ? distinct.size() - 1 : slot;
    }
    this.feedCount = feeds.size();
    this.targetCount = targets.size();
    this.feeds = outputs(List.copyOf(feeds)).retainReference();
    this.fetches = outputs(List.copyOf(distinct.keySet())).retainReference();
    this.feedValues = new PointerPointer<TF_Tensor>(Math.max(1, feedCount)).retainReference();
    this.results = new RunResults(List.copyOf(distinct.keySet()), slotOf);
    this.targets = new PointerPointer<TF_Operation>(Math.max(1, targetCount)).retainReference();
    for (int i = 0; i < targetCount; i++) {
      this.targets.put(i, ((GraphOperation) targets.get(i)).getUnsafeNativeHandle());
    }
    this.status = TF_Status.newStatus().retainReference();
    OpenHandles.opened(this);
  }

  private static TF_Output outputs(List<Output<?>> outputs) {
    TF_Output array = new TF_Output(Math.max(1, outputs.size()));
    for (int i = 0; i < outputs.size(); i++) {
      Output<?> output = outputs.get(i);
      GraphOperation op = (GraphOperation) output.op();
      array.position(i).oper(op.getUnsafeNativeHandle()).index(output.index());
    }
    array.position(0);
    return array;
  }

  /**
   * Runs once.
   *
   * @param values a tensor for each feed, in the order of {@link NativeSession#prepare}; they stay
   *     the caller's
   * @return a tensor for each fetch, in order; the caller closes them. A tensor that is fetched
   *     twice is one tensor in two places.
   * @throws OperationFailedException if TensorFlow reports a failure; nothing is left to close
   */
  public Tensor[] run(Tensor... values) {
    return runAndHold(values).take();
  }

  /**
   * Runs once, and leaves the results where they are.
   *
   * @param values a tensor for each feed, as in {@link #run}
   * @return the results, by the index of the fetch; the caller closes them before the next run
   * @throws OperationFailedException if TensorFlow reports a failure; nothing is left to close
   */
  public RunResults runAndHold(Tensor... values) {
    execute(null, values, null);
    return results;
  }

  /**
   * Runs once, with options. It costs more than {@link #runAndHold}, also where the options are
   * empty.
   *
   * @param options such as a trace
   * @param metadata is given what TensorFlow tells about the run, before this method returns
   * @param values a tensor for each feed, as in {@link #run}
   * @return the results, as in {@link #runAndHold}
   * @throws OperationFailedException if TensorFlow reports a failure; nothing is left to close
   */
  public RunResults runWithOptions(
      RunOptions options, Consumer<RunMetadata> metadata, Tensor... values) {
    byte[] bytes = executeWithOptions(options, values);
    try {
      metadata.accept(RunMetadata.parseFrom(bytes));
      return results;
    } catch (InvalidProtocolBufferException e) {
      results.close();
      throw new IllegalStateException("TensorFlow gave run metadata that cannot be read", e);
    }
  }

  private byte[] executeWithOptions(RunOptions options, Tensor[] values) {
    try (PointerScope scope = new PointerScope()) {
      TF_Buffer metadata = TF_Buffer.newBuffer();
      execute(TF_Buffer.newBufferFromString(options), values, metadata);
      return metadata.copyData();
    }
  }

  private void execute(@Nullable TF_Buffer options, Tensor[] values, @Nullable TF_Buffer metadata) {
    if (closed) {
      throw new IllegalStateException("the prepared run is closed");
    }
    if (values.length != feedCount) {
      throw new IllegalArgumentException(
          "this run takes " + feedCount + " tensors, but was given " + values.length);
    }
    for (int i = 0; i < feedCount; i++) {
      feedValues.put(i, HiddenMembers.handle(values[i]));
    }
    TF_SessionRun(
        session.handle(),
        options,
        feeds,
        feedValues,
        feedCount,
        fetches,
        results.slots(),
        results.slotCount(),
        targets,
        targetCount,
        metadata,
        status);
    Statuses.check(status);
    results.opened();
  }

  /** Frees the native arrays; a second call does nothing. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    feeds.releaseReference();
    fetches.releaseReference();
    feedValues.releaseReference();
    results.release();
    targets.releaseReference();
    status.releaseReference();
    session.forget(this);
    OpenHandles.closed(this);
  }
}
