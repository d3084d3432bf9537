package org.estimator4j.format.internal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * CRC-32C as TensorFlow stores it beside its data: rotated and moved, lest a checksum of bytes that
 * hold checksums be weak. Source: {@code tensorflow/core/lib/hash/crc32c.h}.
 */
public final class MaskedCrc {

  private MaskedCrc() {}

  /** The masked checksum of a part of an array. */
  public static int of(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return of(crc);
  }

  /** The masked checksum of what is left in a buffer, which then has nothing left. */
  public static int of(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return of(crc);
  }

  /** The masked checksum of what was given to {@code crc}. */
  public static int of(CRC32C crc) {
    int value = (int) crc.getValue();
    return Integer.rotateRight(value, 15) + 0xa282ead8;
  }
}
