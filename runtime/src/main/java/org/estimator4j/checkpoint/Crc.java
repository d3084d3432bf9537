package org.estimator4j.checkpoint;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC-32C as TensorFlow stores it: rotated, so that checksums of checksums stay useful. */
final class Crc {

  private Crc() {}

  static int masked(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return masked(crc);
  }

  static int masked(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return masked(crc);
  }

  static int masked(CRC32C crc) {
    int value = (int) crc.getValue();
    return Integer.rotateRight(value, 15) + 0xa282ead8;
  }
}
