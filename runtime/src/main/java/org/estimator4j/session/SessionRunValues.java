package org.estimator4j.session;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.proto.RunMetadata;
import org.tensorflow.types.family.TType;

/**
 * What a run gave a hook: the tensors that it asked for, and the loss. The tensors are closed when
 * {@code afterRun} returns: copy what is to be kept.
 */
public final class SessionRunValues {

  private final SessionRunArgs args;
  private final List<Tensor> tensors;
  private final double loss;
  private final @Nullable RunMetadata metadata;

  /**
   * The values of one hook, in a run without options.
   *
   * @param args what it asked for
   * @param tensors the tensors, in the order of {@link SessionRunArgs#fetches()}; not owned
   * @param loss the loss of the step, NaN where the mode has none
   */
  public SessionRunValues(SessionRunArgs args, List<Tensor> tensors, double loss) {
    this(args, tensors, loss, null);
  }

  /**
   * The values of one hook.
   *
   * @param args what it asked for
   * @param tensors the tensors, in the order of {@link SessionRunArgs#fetches()}; not owned
   * @param loss the loss of the step, NaN where the mode has none
   * @param metadata what TensorFlow told about the run, null if no hook gave options
   */
  public SessionRunValues(
      SessionRunArgs args, List<Tensor> tensors, double loss, @Nullable RunMetadata metadata) {
    this.args = args;
    this.tensors = tensors;
    this.loss = loss;
    this.metadata = metadata;
  }

  /**
   * The loss of this step, which every training and evaluation step fetches anyway.
   *
   * @return the loss; NaN in PREDICT, too
   */
  public double loss() {
    return loss;
  }

  /**
   * The value of a tensor that was asked for.
   *
   * @param <T> its type
   * @param operand the operand, as in {@link SessionRunArgs#fetch}
   * @return the tensor, valid until {@code afterRun} returns
   * @throws IllegalArgumentException if it was not asked for in this step
   */
  @SuppressWarnings("unchecked") // a fetch of an Operand<T> gives a T
  public <T extends TType> T get(Operand<T> operand) {
    int index = args.fetches().indexOf(operand);
    if (index < 0) {
      throw new IllegalArgumentException(
          "'" + operand.op().name() + "' was not asked for in this step");
    }
    return (T) tensors.get(index);
  }

  /**
   * What TensorFlow told about the run, such as its trace.
   *
   * @return the metadata; empty if no hook gave options in this step
   */
  public Optional<RunMetadata> metadata() {
    return Optional.ofNullable(metadata);
  }

  /**
   * Whether this hook asked for no tensor in this step.
   *
   * @return true if it returned {@link SessionRunArgs#none()}, or arguments without fetches
   */
  public boolean isEmpty() {
    return args.fetches().isEmpty();
  }
}
