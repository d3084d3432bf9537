package org.estimator4j.input;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.List;

/** Rows as bytes, for a cache in a file. A value is a letter for its class and what it holds. */
final class RowCodec {

  private RowCodec() {}

  static byte[] encode(Object[] row) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (Object value : row) {
        write(out, value);
      }
    }
    return bytes.toByteArray();
  }

  static Object[] decode(byte[] bytes, int length, int columns) throws IOException {
    Object[] row = new Object[columns];
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length))) {
      for (int i = 0; i < columns; i++) {
        row[i] = read(in);
      }
    }
    return row;
  }

  private static void write(DataOutputStream out, Object value) throws IOException {
    if (value instanceof String text) {
      out.writeByte('t');
      writeBytes(out, StringSlot.bytes(text));
    } else if (value instanceof SparseRow sparse) {
      out.writeByte('s');
      write(out, sparse.places());
      write(out, sparse.values());
    } else if (value instanceof byte[] bytes) {
      out.writeByte('b');
      writeBytes(out, bytes);
    } else if (value instanceof Object[] several) {
      out.writeByte(several instanceof String[] ? 'T' : 'O');
      out.writeInt(several.length);
      for (Object each : several) {
        write(out, each);
      }
    } else if (value.getClass().isArray()) {
      int length = Array.getLength(value);
      out.writeByte('A');
      out.writeByte(
          letter(Array.get(Array.newInstance(value.getClass().getComponentType(), 1), 0)));
      out.writeInt(length);
      for (int i = 0; i < length; i++) {
        writeNumber(out, Array.get(value, i));
      }
    } else {
      out.writeByte(letter(value));
      writeNumber(out, value);
    }
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static char letter(Object value) {
    return switch (value.getClass().getSimpleName()) {
      case "Float" -> 'F';
      case "Double" -> 'D';
      case "Integer" -> 'I';
      case "Long" -> 'L';
      case "Byte" -> 'B';
      case "Boolean" -> 'Z';
      default -> throw new IllegalArgumentException("a row holds a " + value.getClass());
    };
  }

  private static void writeNumber(DataOutputStream out, Object value) throws IOException {
    switch (letter(value)) {
      case 'F' -> out.writeInt(Float.floatToRawIntBits((Float) value));
      case 'D' -> out.writeLong(Double.doubleToRawLongBits((Double) value));
      case 'I' -> out.writeInt((Integer) value);
      case 'L' -> out.writeLong((Long) value);
      case 'B' -> out.writeByte((Byte) value);
      default -> out.writeBoolean((Boolean) value);
    }
  }

  private static Object read(DataInputStream in) throws IOException {
    char letter = (char) in.readByte();
    return switch (letter) {
      case 't' -> new String(readBytes(in), java.nio.charset.StandardCharsets.UTF_8);
      case 's' -> SparseRow.ofArray((long[]) read(in), read(in));
      case 'b' -> readBytes(in);
      case 'T', 'O' -> {
        Object[] several = letter == 'T' ? new String[in.readInt()] : new Object[in.readInt()];
        for (int i = 0; i < several.length; i++) {
          several[i] = read(in);
        }
        yield several;
      }
      case 'A' -> {
        Elements<?> elements = ElementKinds.ofValue(CLASSES.get(LETTERS.indexOf(in.readByte())));
        yield readArray(java.util.Objects.requireNonNull(elements), in);
      }
      default -> readNumber(in, letter);
    };
  }

  private static final String LETTERS = "FDILBZ";
  private static final List<Class<?>> CLASSES =
      List.of(Float.class, Double.class, Integer.class, Long.class, Byte.class, Boolean.class);

  private static <A> A readArray(Elements<A> elements, DataInputStream in) throws IOException {
    A array = elements.newArray(in.readInt());
    char letter = LETTERS.charAt(CLASSES.indexOf(elements.boxClass()));
    for (int i = 0; i < elements.length(array); i++) {
      elements.set(array, i, readNumber(in, letter));
    }
    return array;
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }

  private static Object readNumber(DataInputStream in, char letter) throws IOException {
    return switch (letter) {
      case 'F' -> Float.intBitsToFloat(in.readInt());
      case 'D' -> Double.longBitsToDouble(in.readLong());
      case 'I' -> in.readInt();
      case 'L' -> in.readLong();
      case 'B' -> in.readByte();
      case 'Z' -> in.readBoolean();
      default -> throw new IOException("no row: a value begins with the byte " + (int) letter);
    };
  }
}
