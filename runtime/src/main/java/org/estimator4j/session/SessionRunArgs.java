package org.estimator4j.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.family.TType;

/**
 * What a hook wants of one run: tensors to read, tensors to replace, options. Immutable; keep one
 * object and return it whenever it is due, because runs are prepared by the identity of these
 * objects.
 *
 * <pre>{@code
 * SessionRunArgs args(Operand<TFloat32> loss, Operand<TFloat32> rate) {
 *   return SessionRunArgs.fetch(loss).feeding(rate, () -> TFloat32.scalarOf(0.5f));
 * }
 * }</pre>
 */
public final class SessionRunArgs {

  private static final SessionRunArgs NONE =
      new SessionRunArgs(List.of(), List.of(), Optional.empty());

  private final List<Operand<?>> fetches;
  private final List<Feed> feeds;
  private final Optional<RunOptions> options;

  private SessionRunArgs(List<Operand<?>> fetches, List<Feed> feeds, Optional<RunOptions> options) {
    this.fetches = fetches;
    this.feeds = feeds;
    this.options = options;
  }

  /**
   * A tensor that a hook replaces, and where its value comes from.
   *
   * @param tensor the tensor, a placeholder or any other of the mode's graph
   * @param value gives a new tensor for each run; the loop closes it after the run
   */
  public record Feed(Operand<?> tensor, Supplier<? extends Tensor> value) {}

  /**
   * Nothing.
   *
   * @return the arguments that ask for nothing
   */
  public static SessionRunArgs none() {
    return NONE;
  }

  /**
   * The values of tensors.
   *
   * @param fetches the tensors, of the mode's graph
   * @return the arguments
   */
  public static SessionRunArgs fetch(Operand<?>... fetches) {
    return fetch(List.of(fetches));
  }

  /**
   * The values of tensors.
   *
   * @param fetches the tensors, of the mode's graph
   * @return the arguments
   */
  public static SessionRunArgs fetch(List<? extends Operand<?>> fetches) {
    return new SessionRunArgs(List.copyOf(fetches), List.of(), Optional.empty());
  }

  /**
   * The same, and a value for a tensor. In one run a tensor takes one value: where two hooks feed
   * the same one, or a hook one of the call's own features or labels, the call fails and the
   * message names both.
   *
   * @param <T> the type of the tensor
   * @param tensor the tensor, a placeholder or any other of the mode's graph
   * @param value called before each run that wants it; gives a new tensor, which the loop closes
   *     after the run
   * @return new arguments
   */
  public <T extends TType> SessionRunArgs feeding(Operand<T> tensor, Supplier<? extends T> value) {
    List<Feed> more = new ArrayList<>(feeds);
    more.add(new Feed(tensor, value));
    return new SessionRunArgs(fetches, List.copyOf(more), options);
  }

  /**
   * The same, with options for the run. Those of all hooks are merged: the larger of two numbers,
   * the deeper of two traces, either of two flags. The run gives {@link
   * SessionRunValues#metadata()}, and costs more than one without options.
   *
   * @param value the options
   * @return new arguments
   */
  public SessionRunArgs withOptions(RunOptions value) {
    return new SessionRunArgs(fetches, feeds, Optional.of(value));
  }

  /**
   * The same, and a full trace of the run: when each operation ran, where, and with what memory.
   *
   * @return new arguments
   */
  public SessionRunArgs withFullTrace() {
    RunOptions.Builder builder = options.orElse(RunOptions.getDefaultInstance()).toBuilder();
    return withOptions(builder.setTraceLevel(RunOptions.TraceLevel.FULL_TRACE).build());
  }

  /**
   * The tensors that are wanted.
   *
   * @return an unmodifiable list
   */
  public List<Operand<?>> fetches() {
    return fetches;
  }

  /**
   * The tensors that are replaced.
   *
   * @return an unmodifiable list, in the order in which they were added
   */
  public List<Feed> feeds() {
    return feeds;
  }

  /**
   * The options.
   *
   * @return the options, or empty if none were given
   */
  public Optional<RunOptions> options() {
    return options;
  }
}
