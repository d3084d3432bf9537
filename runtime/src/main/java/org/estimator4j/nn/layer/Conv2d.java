package org.estimator4j.nn.layer;

/**
 * Settings of a convolution over images. Immutable: each method returns a copy.
 *
 * <pre>
 * {@code layers.conv2d("edges", x, Conv2d.filters(8).kernel(3).same().activation(Activation.RELU))}
 * </pre>
 *
 * @param filters the number of channels of the result
 * @param kernelHeight the height of the window
 * @param kernelWidth the width of the window
 * @param strideHeight by how much the window moves down
 * @param strideWidth by how much the window moves right
 * @param padding what happens at the edges
 * @param activation applied to the result
 * @param bias whether a bias is added
 */
public record Conv2d(
    int filters,
    int kernelHeight,
    int kernelWidth,
    int strideHeight,
    int strideWidth,
    Padding padding,
    Activation activation,
    boolean bias) {

  /** Checks the settings. */
  public Conv2d {
    Arguments.positive("filters", filters);
    Arguments.positive("kernel height", kernelHeight);
    Arguments.positive("kernel width", kernelWidth);
    Arguments.positive("stride height", strideHeight);
    Arguments.positive("stride width", strideWidth);
  }

  /**
   * A linear convolution by a window of 3 × 3 that moves by 1, without padding, with a bias.
   *
   * @param filters the number of channels of the result
   * @return the settings
   */
  public static Conv2d filters(int filters) {
    return new Conv2d(filters, 3, 3, 1, 1, Padding.VALID, Activation.LINEAR, true);
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
    return new Conv2d(filters, height, width, strideHeight, strideWidth, padding, activation, bias);
  }

  /**
   * With a window that moves by the same number of pixels down and right.
   *
   * @param stride the number
   * @return new settings
   */
  public Conv2d stride(int stride) {
    return stride(stride, stride);
  }

  /**
   * With a window that moves by these numbers of pixels.
   *
   * @param down the number of rows
   * @param right the number of columns
   * @return new settings
   */
  public Conv2d stride(int down, int right) {
    return new Conv2d(filters, kernelHeight, kernelWidth, down, right, padding, activation, bias);
  }

  /**
   * With zeros around the image, see {@link Padding#SAME}.
   *
   * @return new settings
   */
  public Conv2d same() {
    return new Conv2d(
        filters,
        kernelHeight,
        kernelWidth,
        strideHeight,
        strideWidth,
        Padding.SAME,
        activation,
        bias);
  }

  /**
   * With an activation.
   *
   * @param newActivation applied to the result
   * @return new settings
   */
  public Conv2d activation(Activation newActivation) {
    return new Conv2d(
        filters,
        kernelHeight,
        kernelWidth,
        strideHeight,
        strideWidth,
        padding,
        newActivation,
        bias);
  }

  /**
   * Without a bias.
   *
   * @return new settings
   */
  public Conv2d noBias() {
    return new Conv2d(
        filters, kernelHeight, kernelWidth, strideHeight, strideWidth, padding, activation, false);
  }
}
