package org.estimator4j.nn.layer;

/**
 * Settings of a convolution over sequences. Immutable: each method returns a copy.
 *
 * <pre>{@code
 * Conv1d settings = Conv1d.filters(8).kernel(5).same().activation(Activation.RELU);
 * }</pre>
 */
public final class Conv1d extends WeightSettings<Conv1d> {

  final int filters;
  final int kernel;
  final int stride;
  final Padding padding;

  private Conv1d(int filters, int kernel, int stride, Padding padding, Parameters parameters) {
    super(parameters);
    this.filters = filters;
    this.kernel = kernel;
    this.stride = stride;
    this.padding = padding;
  }

  /**
   * A linear convolution by a window of 3 that moves by 1, without padding, with a bias.
   *
   * @param filters the number of channels of the result
   * @return the settings
   */
  public static Conv1d filters(int filters) {
    Arguments.positive("filters", filters);
    return new Conv1d(filters, 3, 1, Padding.VALID, Parameters.DEFAULTS);
  }

  /**
   * With a window.
   *
   * @param size its length
   * @return new settings
   */
  public Conv1d kernel(int size) {
    Arguments.positive("kernel size", size);
    return new Conv1d(filters, size, stride, padding, parameters);
  }

  /**
   * With a window that moves by this number of positions.
   *
   * @param positions the number
   * @return new settings
   */
  public Conv1d stride(int positions) {
    Arguments.positive("stride", positions);
    return new Conv1d(filters, kernel, positions, padding, parameters);
  }

  /**
   * With zeros around the sequence, see {@link Padding#SAME}.
   *
   * @return new settings
   */
  public Conv1d same() {
    return new Conv1d(filters, kernel, stride, Padding.SAME, parameters);
  }

  @Override
  Conv1d with(Parameters changed) {
    return new Conv1d(filters, kernel, stride, padding, changed);
  }
}
