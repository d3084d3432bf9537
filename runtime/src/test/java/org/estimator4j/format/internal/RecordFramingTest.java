package org.estimator4j.format.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The bytes of a record, from TensorFlow's sources, and what damage of them says. */
class RecordFramingTest {

  private static final byte[] DIGITS = "123456789".getBytes(StandardCharsets.US_ASCII);

  @Test
  void checksumOfTheSpecification() {
    // CRC-32C of "123456789" is e3069283; masked as crc32c.h does.
    int crc = 0xe3069283;
    int masked = ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    assertEquals(masked, MaskedCrc.of(DIGITS, 0, DIGITS.length));
    assertEquals(masked, MaskedCrc.of(ByteBuffer.wrap(DIGITS)));
  }

  @Test
  void layout() throws IOException {
    ByteBuffer record = ByteBuffer.wrap(record()).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(25, record.limit());
    assertEquals(9, record.getLong(0));
    assertEquals(MaskedCrc.of(record.array(), 0, 8), record.getInt(8));
    assertArrayEquals(DIGITS, Arrays.copyOfRange(record.array(), 12, 21));
    assertEquals(MaskedCrc.of(DIGITS, 0, 9), record.getInt(21));
  }

  @Test
  void readsRecordAfterRecord() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RecordFraming.write(out, DIGITS);
    RecordFraming.write(out, new byte[0]);
    RecordFraming.Reader reader =
        new RecordFraming.Reader(new ByteArrayInputStream(out.toByteArray()));
    assertEquals(9, reader.next());
    assertArrayEquals(DIGITS, Arrays.copyOf(reader.data(), 9));
    assertEquals(25, reader.offset());
    assertEquals(0, reader.next());
    assertEquals(-1, reader.next());
    assertEquals(2, reader.records());
    assertEquals(41, reader.offset());
  }

  @Test
  void damageIsNamed() throws IOException {
    byte[] whole = record();
    for (int length = 1; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertEquals(
          "the file ends inside of it",
          assertThrows(EOFException.class, () -> read(part)).getMessage());
    }
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x10;
      assertEquals(
          "the checksum of its "
              + (at < 12 ? "length" : "data")
              + " differs: the file is damaged, or none",
          assertThrows(StreamCorruptedException.class, () -> read(damaged)).getMessage());
    }
    ByteBuffer negative = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putLong(-5);
    negative.putInt(MaskedCrc.of(negative.array(), 0, 8));
    assertEquals(
        "its length is -5 bytes",
        assertThrows(StreamCorruptedException.class, () -> read(negative.array())).getMessage());
  }

  private static byte[] record() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RecordFraming.write(out, DIGITS);
    return out.toByteArray();
  }

  private static int read(byte[] bytes) throws IOException {
    return new RecordFraming.Reader(new ByteArrayInputStream(bytes)).next();
  }
}
