package org.estimator4j.hook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.SessionRunArgs;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.TensorValue;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;

/**
 * Reads tensors once, at the normal end of a call. There is no batch then: tensors that are
 * computed from the input cannot be read unless what they need of it is fed, and the call fails at
 * its beginning.
 *
 * <pre>{@code
 * FinalOpsHook last(Operand<TFloat32> weight) {
 *   return new FinalOpsHook(SessionRunArgs.fetch(weight));
 * }
 * }</pre>
 */
public final class FinalOpsHook implements SessionRunHook {

  private final SessionRunArgs args;
  private @Nullable List<TensorValue> values;

  /**
   * A reader.
   *
   * @param args what to fetch, and what to feed for it; without options
   */
  public FinalOpsHook(SessionRunArgs args) {
    if (args.fetches().isEmpty()) {
      throw new IllegalArgumentException("nothing to read at the end: give fetches");
    }
    if (args.options().isPresent()) {
      throw new IllegalArgumentException("the read at the end takes no options");
    }
    this.args = args;
  }

  @Override
  public void begin(HookSession session) {
    values = null;
    List<Operand<?>> fed = new ArrayList<>();
    args.feeds().forEach(feed -> fed.add(feed.tensor()));
    InputFree.require("FinalOpsHook", args.fetches(), fed);
  }

  @Override
  public void end(HookSession session) {
    Map<Operand<?>, Tensor> feeds = new LinkedHashMap<>();
    List<Tensor> read = List.of();
    try {
      for (SessionRunArgs.Feed feed : args.feeds()) {
        feeds.put(feed.tensor(), feed.value().get());
      }
      read = session.fetch(args.fetches(), feeds);
      values = read.stream().map(TensorValue::copyOf).toList();
    } finally {
      feeds.values().forEach(Tensor::close);
      read.forEach(Tensor::close);
    }
  }

  /**
   * The values at the end of the last call.
   *
   * @return a copy of each tensor, in the order of the fetches
   * @throws IllegalStateException if no call has ended normally, or one is running
   */
  public List<TensorValue> values() {
    if (values == null) {
      throw new IllegalStateException(
          "there are no final values: the call has not ended, or it failed");
    }
    return values;
  }

  /**
   * The value of one tensor at the end of the last call.
   *
   * @param tensor the tensor, as it was given
   * @return a copy
   * @throws IllegalArgumentException if it is none of the fetches
   * @throws IllegalStateException as in {@link #values()}
   */
  public TensorValue value(Operand<?> tensor) {
    // By identity: the graph, which operands are compared by, may be closed by now.
    for (int i = 0; i < args.fetches().size(); i++) {
      if (args.fetches().get(i) == tensor) {
        return values().get(i);
      }
    }
    throw new IllegalArgumentException("the hook was not asked for this tensor");
  }
}
