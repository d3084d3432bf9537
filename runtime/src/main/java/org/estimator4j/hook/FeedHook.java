package org.estimator4j.hook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.SessionRunArgs;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.tensorflow.Operand;
import org.tensorflow.types.family.TType;

/**
 * Gives tensors new values in every step, such as a rate that a program decides on. Immutable but
 * for the calls that it serves.
 *
 * <pre>{@code
 * SessionRunHook rate(Operand<TFloat32> rate) {
 *   return FeedHook.feeding(rate, () -> TFloat32.scalarOf(0.1f));
 * }
 * }</pre>
 *
 * <p>A supplier gives a new tensor for each step, which the loop closes; what it throws, or a value
 * of another type or shape, ends the call. A feature or label of the input, or what another hook
 * feeds, cannot be fed.
 */
public final class FeedHook implements SessionRunHook {

  private final List<Source<?>> sources;
  private SessionRunArgs args = SessionRunArgs.none();

  private FeedHook(List<Source<?>> sources) {
    this.sources = List.copyOf(sources);
  }

  private record Source<T extends TType>(
      Function<ModelGraph, Operand<T>> tensor, Supplier<? extends T> value) {

    SessionRunArgs addTo(SessionRunArgs args, ModelGraph graph) {
      return args.feeding(tensor.apply(graph), value);
    }
  }

  /**
   * A hook that feeds a tensor.
   *
   * @param <T> its type
   * @param tensor the tensor, of the graph of the call
   * @param value gives its value
   * @return the hook
   */
  public static <T extends TType> FeedHook feeding(Operand<T> tensor, Supplier<? extends T> value) {
    return new FeedHook(List.of(new Source<T>(graph -> tensor, value)));
  }

  /**
   * A hook that feeds a tensor which is found by its name when a call begins.
   *
   * @param name the operation's name, with {@code :1} and so on where it has several outputs
   * @param value gives its value
   * @return the hook
   */
  public static FeedHook feedingNamed(String name, Supplier<? extends TType> value) {
    return new FeedHook(List.of(new Source<TType>(graph -> find(graph, name), value)));
  }

  @SuppressWarnings("unchecked") // the loop checks the type of each value
  private static Operand<TType> find(ModelGraph graph, String name) {
    return (Operand<TType>) NamedTensors.find(graph, name);
  }

  /**
   * A hook that feeds what this one and another feed.
   *
   * @param other another
   * @return a new hook
   */
  public FeedHook and(FeedHook other) {
    List<Source<?>> all = new ArrayList<>(sources);
    all.addAll(other.sources);
    return new FeedHook(all);
  }

  @Override
  public void begin(HookSession session) {
    args = SessionRunArgs.none();
    for (Source<?> source : sources) {
      args = source.addTo(args, session.graph());
    }
  }

  @Override
  public SessionRunArgs beforeRun(SessionRunContext context) {
    return args;
  }
}
