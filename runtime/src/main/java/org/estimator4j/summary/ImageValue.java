package org.estimator4j.summary;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.tensorflow.proto.Summary;

/**
 * A picture, encoded as PNG (RFC 2083): a signature, then chunks of length, type, data and
 * checksum.
 */
final class ImageValue {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int GREY = 1;
  private static final int COLOUR = 3;
  private static final int COLOUR_AND_OPACITY = 4;

  private final int width;
  private final int height;
  private final int channels;
  private final byte[] pixels;

  private ImageValue(int width, int height, int channels, byte[] pixels) {
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.pixels = pixels;
  }

  /** Copies the pixels. */
  static ImageValue of(int width, int height, byte[] pixels) {
    int channels = width > 0 && height > 0 ? pixels.length / width / height : 0;
    boolean known = channels == GREY || channels == COLOUR || channels == COLOUR_AND_OPACITY;
    if (!known || (long) channels * width * height != pixels.length) {
      throw new IllegalArgumentException(
          "a picture of "
              + width
              + " x "
              + height
              + " pixels has 1, 3 or 4 bytes for each, but got "
              + pixels.length
              + " bytes");
    }
    return new ImageValue(width, height, channels, pixels.clone());
  }

  /** Encodes the picture, which takes time. */
  Summary.Value.Builder toValue() {
    return Summary.Value.newBuilder()
        .setImage(
            Summary.Image.newBuilder()
                .setWidth(width)
                .setHeight(height)
                .setColorspace(channels)
                .setEncodedImageString(ByteString.copyFrom(png())));
  }

  private byte[] png() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    byte colourType = (byte) (channels == GREY ? 0 : channels == COLOUR ? 2 : 6);
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put((byte) 8)
            .put(colourType)
            .put(new byte[3])
            .array();
    chunk(out, "IHDR", header);
    int row = width * channels;
    byte[] filtered = new byte[height * (row + 1)]; // each row begins with its filter: none
    for (int y = 0; y < height; y++) {
      System.arraycopy(pixels, y * row, filtered, y * (row + 1) + 1, row);
    }
    chunk(out, "IDAT", deflated(filtered));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(bytes);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(name);
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
