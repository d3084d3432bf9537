package org.estimator4j.input;

/**
 * Scales images as {@code tf.image.resize} does by default: pixels are squares with their values in
 * the middle, each new one is made of the four nearest. Own code, so that every JVM gives the same.
 */
final class Bilinear {

  private Bilinear() {}

  static byte[] resize(
      byte[] from, int height, int width, int toHeight, int toWidth, int channels) {
    if (height == toHeight && width == toWidth) {
      return from;
    }
    byte[] to = new byte[toHeight * toWidth * channels];
    for (int y = 0; y < toHeight; y++) {
      float top = Math.max(0, (y + 0.5f) * height / toHeight - 0.5f);
      int y0 = Math.min((int) top, height - 1);
      int y1 = Math.min(y0 + 1, height - 1);
      float fy = top - y0;
      for (int x = 0; x < toWidth; x++) {
        float left = Math.max(0, (x + 0.5f) * width / toWidth - 0.5f);
        int x0 = Math.min((int) left, width - 1);
        int x1 = Math.min(x0 + 1, width - 1);
        float fx = left - x0;
        for (int c = 0; c < channels; c++) {
          float upper =
              mix(at(from, y0, x0, width, channels, c), at(from, y0, x1, width, channels, c), fx);
          float lower =
              mix(at(from, y1, x0, width, channels, c), at(from, y1, x1, width, channels, c), fx);
          to[(y * toWidth + x) * channels + c] = (byte) Math.round(mix(upper, lower, fy));
        }
      }
    }
    return to;
  }

  private static float mix(float first, float second, float part) {
    return first + (second - first) * part;
  }

  private static int at(byte[] pixels, int y, int x, int width, int channels, int c) {
    return pixels[(y * width + x) * channels + c] & 0xFF;
  }
}
