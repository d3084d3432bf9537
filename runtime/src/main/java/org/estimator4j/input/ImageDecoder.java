package org.estimator4j.input;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/**
 * Reads image files as bytes of {@code [height, width, channels]}.
 *
 * @param height the height that images are scaled to; -1 to leave them as they are
 * @param width the width that images are scaled to; -1 to leave them as they are
 * @param channels 3 for red, green and blue, 1 for the brightness
 */
record ImageDecoder(int height, int width, int channels) {

  /** The shape of an image that is not scaled. */
  Shape shape(Path file) {
    BufferedImage image = read(file);
    return Shape.of(image.getHeight(), image.getWidth(), channels);
  }

  /** The pixels of a file, which must have the size. */
  byte[] decode(Path file, Shape shape) {
    BufferedImage image = read(file);
    byte[] pixels = pixels(image);
    if (height > 0) {
      return Bilinear.resize(pixels, image.getHeight(), image.getWidth(), height, width, channels);
    }
    if (shape.get(0) != image.getHeight() || shape.get(1) != image.getWidth()) {
      throw new InputException(
          file.toAbsolutePath()
              + " has "
              + image.getHeight()
              + " × "
              + image.getWidth()
              + " pixels, but the first image has "
              + shape.get(0)
              + " × "
              + shape.get(1)
              + "; say size(height, width)");
    }
    return pixels;
  }

  private static BufferedImage read(Path file) {
    try {
      // In memory: javax.imageio would write a file of its own otherwise.
      ImageInputStream bytes =
          new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes(file)));
      @Nullable BufferedImage image = ImageIO.read(bytes); // closes what it understands
      if (image == null) {
        bytes.close();
        throw new InputException(file.toAbsolutePath() + " is no PNG and no JPEG");
      }
      return image;
    } catch (IOException | RuntimeException e) {
      throw e instanceof InputException known
          ? known
          : new InputException(
              "cannot read the image " + file.toAbsolutePath() + ": " + e.getMessage(), e);
    }
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new InputException("cannot read " + file.toAbsolutePath(), e);
    }
  }

  private byte[] pixels(BufferedImage image) {
    int count = image.getHeight() * image.getWidth();
    byte[] pixels = new byte[count * channels];
    int[] rgb = new int[3];
    for (int i = 0; i < count; i++) {
      int x = i % image.getWidth();
      int y = i / image.getWidth();
      read(image, x, y, rgb);
      if (channels == 1) {
        boolean grey = rgb[0] == rgb[1] && rgb[1] == rgb[2];
        pixels[i] =
            (byte) (grey ? rgb[0] : Math.round(0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2]));
      } else {
        for (int c = 0; c < 3; c++) {
          pixels[3 * i + c] = (byte) rgb[c];
        }
      }
    }
    return pixels;
  }

  /** The samples as they are stored: the JDK's own colours would correct the gamma of grey ones. */
  private static void read(BufferedImage image, int x, int y, int[] rgb) {
    Raster raster = image.getRaster();
    int bands = raster.getNumBands();
    boolean indexed = image.getColorModel() instanceof java.awt.image.IndexColorModel;
    if (indexed) {
      int packed = image.getRGB(x, y);
      rgb[0] = (packed >> 16) & 0xFF;
      rgb[1] = (packed >> 8) & 0xFF;
      rgb[2] = packed & 0xFF;
    } else if (bands < 3) {
      Arrays.fill(rgb, sample(raster, x, y, 0));
    } else {
      for (int c = 0; c < 3; c++) {
        rgb[c] = sample(raster, x, y, c);
      }
    }
  }

  private static int sample(Raster raster, int x, int y, int band) {
    int bits = raster.getSampleModel().getSampleSize(band);
    int sample = raster.getSample(x, y, band);
    return bits == 8 ? sample : bits > 8 ? sample >> (bits - 8) : sample * 255 / ((1 << bits) - 1);
  }
}
