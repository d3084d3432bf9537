package org.estimator4j.nn.layer;

/**
 * Settings of a convolution over images. Immutable: each method returns a copy.
 *
 * <pre>{@code
 * layers.conv2d("edges", x, Conv2d.filters(8).kernel(3).same().activation(Activation.RELU))
 * }</pre>
 */
public final class Conv2d extends WeightSettings<Conv2d> {

  final int filters;
  final Size kernel;
  final Size stride;
  final Padding padding;

  /** A number of rows and of columns. */
  record Size(int rows, int columns) {

    static Size of(String what, int rows, int columns) {
      Arguments.positive(what, rows);
      Arguments.positive(what, columns);
      return new Size(rows, columns);
    }
  }

  private Conv2d(int filters, Size kernel, Size stride, Padding padding, Parameters parameters) {
    super(parameters);
    this.filters = filters;
    this.kernel = kernel;
    this.stride = stride;
    this.padding = padding;
  }

  /**
   * A linear convolution by a window of 3 × 3 that moves by 1, without padding, with a bias.
   *
   * @param filters the number of channels of the result
   * @return the settings
   */
  public static Conv2d filters(int filters) {
    Arguments.positive("filters", filters);
    return new Conv2d(filters, new Size(3, 3), new Size(1, 1), Padding.VALID, Parameters.DEFAULTS);
  }

  /**
   * With a square window.
   *
   * @param size its height and width
   * @return new settings
   */
  public Conv2d kernel(int size) {
    return kernel(size, size);
  }

  /**
   * With a window.
   *
   * @param height its height
   * @param width its width
   * @return new settings
   */
  public Conv2d kernel(int height, int width) {
    Size size = Size.of("kernel size", height, width);
    return new Conv2d(filters, size, stride, padding, parameters);
  }

  /**
   * With a window that moves by the same number of pixels down and right.
   *
   * @param pixels the number
   * @return new settings
   */
  public Conv2d stride(int pixels) {
    return stride(pixels, pixels);
  }

  /**
   * With a window that moves by these numbers of pixels.
   *
   * @param down the number of rows
   * @param right the number of columns
   * @return new settings
   */
  public Conv2d stride(int down, int right) {
    Size step = Size.of("stride", down, right);
    return new Conv2d(filters, kernel, step, padding, parameters);
  }

  /**
   * With zeros around the image, see {@link Padding#SAME}.
   *
   * @return new settings
   */
  public Conv2d same() {
    return new Conv2d(filters, kernel, stride, Padding.SAME, parameters);
  }

  @Override
  Conv2d with(Parameters changed) {
    return new Conv2d(filters, kernel, stride, padding, changed);
  }
}
