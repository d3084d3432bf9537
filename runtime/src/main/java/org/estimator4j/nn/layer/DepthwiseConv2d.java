package org.estimator4j.nn.layer;

import org.estimator4j.nn.layer.Conv2d.Size;

/**
 * Settings of a convolution of each channel of an image by itself. Immutable: each method returns a
 * copy.
 *
 * <pre>{@code
 * DepthwiseConv2d settings = DepthwiseConv2d.multiplier(2).kernel(5).same().noBias();
 * }</pre>
 */
public final class DepthwiseConv2d extends WeightSettings<DepthwiseConv2d> {

  final int multiplier;
  final Size kernel;
  final int stride;
  final Padding padding;

  private DepthwiseConv2d(
      int multiplier, Size kernel, int stride, Padding padding, Parameters parameters) {
    super(parameters);
    this.multiplier = multiplier;
    this.kernel = kernel;
    this.stride = stride;
    this.padding = padding;
  }

  /**
   * Linear, by a window of 3 × 3 that moves by 1, without padding, with a bias.
   *
   * @param multiplier how many channels of the result each channel of the image makes
   * @return the settings
   */
  public static DepthwiseConv2d multiplier(int multiplier) {
    Arguments.positive("depth multiplier", multiplier);
    return new DepthwiseConv2d(multiplier, new Size(3, 3), 1, Padding.VALID, Parameters.DEFAULTS);
  }

  /**
   * With a square window.
   *
   * @param size its height and width
   * @return new settings
   */
  public DepthwiseConv2d kernel(int size) {
    return kernel(size, size);
  }

  /**
   * With a window.
   *
   * @param height its height
   * @param width its width
   * @return new settings
   */
  public DepthwiseConv2d kernel(int height, int width) {
    Size size = Size.of("kernel size", height, width);
    return new DepthwiseConv2d(multiplier, size, stride, padding, parameters);
  }

  /**
   * With a window that moves by the same number of pixels down and right, which is all that
   * TensorFlow has for such convolutions.
   *
   * @param pixels the number
   * @return new settings
   */
  public DepthwiseConv2d stride(int pixels) {
    Arguments.positive("stride", pixels);
    return new DepthwiseConv2d(multiplier, kernel, pixels, padding, parameters);
  }

  /**
   * With zeros around the image, see {@link Padding#SAME}.
   *
   * @return new settings
   */
  public DepthwiseConv2d same() {
    return new DepthwiseConv2d(multiplier, kernel, stride, Padding.SAME, parameters);
  }

  @Override
  DepthwiseConv2d with(Parameters changed) {
    return new DepthwiseConv2d(multiplier, kernel, stride, padding, changed);
  }
}
