package org.estimator4j.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32C;
import org.estimator4j.format.internal.MaskedCrc;

/**
 * Strings in a bundle's data file.
 *
 * <pre>
 * strings := length(varint)… lengths-crc(fixed32, masked) bytes…
 * </pre>
 *
 * <p>The checksum of the lengths is over four bytes for each, not over the varints. That of the
 * whole value goes on from it, over the checksum itself and the bytes.
 */
final class BundleStrings {

  private BundleStrings() {}

  /**
   * Strings laid out for a data file.
   *
   * @param lengths the lengths and their checksum, to be written first; its position moves
   * @param size the number of bytes, those of the strings included
   * @param crc the masked checksum for the index
   */
  record Layout(ByteBuffer lengths, long size, int crc) {}

  static Layout layout(List<byte[]> elements) {
    ByteArrayOutputStream lengths = new ByteArrayOutputStream();
    CRC32C crc = new CRC32C();
    long size = 0;
    for (byte[] element : elements) {
      Varint.write(lengths, element.length);
      crc.update(fixed32(element.length));
      size += element.length;
    }
    byte[] lengthsCrc = fixed32(MaskedCrc.of(crc));
    lengths.writeBytes(lengthsCrc);
    crc.update(lengthsCrc);
    elements.forEach(crc::update);
    return new Layout(
        ByteBuffer.wrap(lengths.toByteArray()), size + lengths.size(), MaskedCrc.of(crc));
  }

  /**
   * Reads strings.
   *
   * @param bytes the whole value
   * @param count how many strings there are
   * @param expectedCrc the masked checksum in the index
   * @throws IOException if a checksum or a length is wrong; the message completes "variable 'x' …"
   */
  static byte[][] decode(ByteBuffer bytes, int count, int expectedCrc) throws IOException {
    try {
      int[] lengths = new int[count];
      CRC32C crc = new CRC32C();
      for (int i = 0; i < count; i++) {
        lengths[i] = Varint.readInt(bytes);
        crc.update(fixed32(lengths[i]));
      }
      byte[] lengthsCrc = new byte[Integer.BYTES];
      bytes.get(lengthsCrc);
      boolean lengthsRight =
          ByteBuffer.wrap(fixed32(MaskedCrc.of(crc))).equals(ByteBuffer.wrap(lengthsCrc));
      crc.update(lengthsCrc);
      crc.update(bytes.duplicate());
      if (!lengthsRight || MaskedCrc.of(crc) != expectedCrc) {
        throw new IOException("has a wrong checksum");
      }
      byte[][] elements = new byte[count][];
      for (int i = 0; i < count; i++) {
        elements[i] = new byte[lengths[i]];
        bytes.get(elements[i]);
      }
      return elements;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new IOException("is no list of " + count + " strings", e);
    }
  }

  private static byte[] fixed32(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }
}
