package org.estimator4j.graph;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.family.TType;

/** One operation on the way back from a loss: what a {@link GradientRule} works with. */
public final class GradientStep {

  private final Ops tf;
  private final GraphOperation op;
  private final Map<Integer, Operand<?>> outputGradients;
  private final IntPredicate wanted;
  private final Map<Integer, Operand<?>> inputGradients = new TreeMap<>();
  private final Map<Integer, IndexedRows<?>> inputRows = new TreeMap<>();

  GradientStep(
      Ops tf, GraphOperation op, Map<Integer, Operand<?>> outputGradients, IntPredicate wanted) {
    this.wanted = wanted;
    this.tf = tf;
    this.op = op;
    this.outputGradients = outputGradients;
  }

  /**
   * The ops to build with.
   *
   * @return ops under {@code gradients/<name of the operation>_grad}
   */
  public Ops tf() {
    return tf;
  }

  /**
   * The operation that is differentiated, for its attributes.
   *
   * @return the operation
   */
  public GraphOperation op() {
    return op;
  }

  /**
   * One of its inputs.
   *
   * @param <T> its element type, not checked
   * @param index from 0
   * @return the tensor
   */
  @SuppressWarnings("unchecked")
  public <T extends TType> Output<T> input(int index) {
    return (Output<T>) op.input(index);
  }

  /**
   * One of its outputs.
   *
   * @param <T> its element type, not checked
   * @param index from 0
   * @return the tensor
   */
  public <T extends TType> Output<T> output(int index) {
    return op.output(index);
  }

  /**
   * Whether a gradient flows back into an output.
   *
   * @param index from 0
   * @return false if the loss does not depend on the output
   */
  public boolean hasOutputGradient(int index) {
    return outputGradients.containsKey(index);
  }

  /**
   * The gradient of an output.
   *
   * @param <T> its element type, not checked
   * @param index from 0
   * @return the gradient; zeros if the loss does not depend on the output
   */
  @SuppressWarnings("unchecked")
  public <T extends TType> Operand<T> outputGradient(int index) {
    @Nullable Operand<?> gradient = outputGradients.get(index);
    return (Operand<T>) (gradient == null ? tf.zerosLike(op.output(index)) : gradient);
  }

  /**
   * Whether the gradient of an input is of use; a rule may give it anyway.
   *
   * @param index from 0
   * @return false if nothing that is asked for depends on it
   */
  public boolean wanted(int index) {
    return wanted.test(index);
  }

  /**
   * Sets the gradient of an input.
   *
   * @param index from 0
   * @param gradient of the input's type and shape
   * @throws GradientException if it is not
   */
  public void inputGradient(int index, Operand<?> gradient) {
    Output<?> input = op.input(index);
    boolean handle = input.dataType() == DataType.DT_RESOURCE;
    boolean fits =
        gradient.asOutput().dataType() == input.dataType()
            && gradient.shape().isCompatibleWith(input.shape());
    if (!handle && !fits) {
      throw new GradientException(
          "the gradient rule for "
              + op.type()
              + " gives "
              + describe(gradient.asOutput())
              + " for input "
              + index
              + " of '"
              + op.name()
              + "', which is "
              + describe(input));
    }
    inputGradients.put(index, gradient);
  }

  /**
   * Sets the gradient of an input of which only some rows count. Where the input is the handle of a
   * variable, it stays so up to the optimizer; elsewhere it becomes a whole tensor.
   *
   * @param index from 0
   * @param rows of the input's type and the shape of its rows
   */
  public void inputGradientRows(int index, IndexedRows<?> rows) {
    Output<?> input = op.input(index);
    if (input.dataType() == DataType.DT_RESOURCE) {
      inputRows.put(index, rows);
    } else {
      inputGradient(index, rows.dense(tf, tf.shape(input)));
    }
  }

  private static String describe(Output<?> tensor) {
    return tensor.dataType() + " " + tensor.shape();
  }

  Map<Integer, Operand<?>> inputGradients() {
    return inputGradients;
  }

  Map<Integer, IndexedRows<?>> inputRows() {
    return inputRows;
  }
}
