package org.estimator4j.input;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.estimator4j.annotation.Mode;
import org.tensorflow.ndarray.NdArray;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** The first rows of an input as a table for people. */
final class Preview {

  private static final int SHOWN = 6;

  private Preview() {}

  static String of(Input input, int rows) {
    ElementSpec spec = input.elementSpec();
    List<List<String>> table = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("row"));
    for (int i = 0; i < spec.size(); i++) {
      String what = i < spec.features().size() ? "" : "label ";
      head.add(what + spec.column(i));
    }
    table.add(head);
    try (InputCursor cursor = input.open(InputContext.first(Mode.EVAL, 0))) {
      while (table.size() <= rows) {
        try (Batch batch = cursor.next()) {
          if (batch == null) {
            break;
          }
          for (int row = 0; row < batch.size() && table.size() <= rows; row++) {
            List<String> line = new ArrayList<>(List.of(String.valueOf(table.size() - 1)));
            for (int i = 0; i < spec.size(); i++) {
              line.add(text(batch, i, row));
            }
            table.add(line);
          }
        }
      }
    }
    return aligned(table);
  }

  private static String text(Batch batch, int index, int row) {
    return switch (batch.elementSpec().column(index).kind()) {
      case DENSE -> text(batch.tensor(index), row);
      case RAGGED -> {
        TInt64 splits = (TInt64) batch.tensor(index, 1);
        yield texts(batch.tensor(index), splits.getLong(row), splits.getLong(row + 1)).toString();
      }
      case SPARSE -> sparse((TInt64) batch.tensor(index), batch.tensor(index, 1), row);
    };
  }

  private static List<String> texts(TType values, long from, long to) {
    List<String> texts = new ArrayList<>();
    for (long i = from; i < to; i++) {
      if (texts.size() == SHOWN) {
        texts.add("… " + (to - from) + " in all");
        break;
      }
      texts.add(text(values, (int) i));
    }
    return texts;
  }

  private static String sparse(TInt64 indices, TType values, int row) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < indices.shape().get(0) && texts.size() <= SHOWN; i++) {
      if (indices.getLong(i, 0) == row) {
        String text = indices.getLong(i, 1) + ": " + text(values, i);
        texts.add(texts.size() == SHOWN ? "…" : text);
      }
    }
    return "{" + String.join(", ", texts) + "}";
  }

  private static String text(TType tensor, int row) {
    if (tensor instanceof TString strings) {
      return strings(strings.asBytes().get(row));
    }
    NdArray<?> part = ((NdArray<?>) tensor).get(row);
    if (part.rank() == 0) {
      return text(part.getObject(), tensor);
    }
    List<String> values = new ArrayList<>();
    for (NdArray<?> scalar : part.scalars()) {
      if (values.size() == SHOWN) {
        values.add("… " + part.size() + " in all");
        break;
      }
      values.add(text(scalar.getObject(), tensor));
    }
    return values.toString();
  }

  private static String strings(NdArray<byte[]> part) {
    if (part.rank() == 0) {
      return string(part.getObject());
    }
    List<String> values = new ArrayList<>();
    for (NdArray<byte[]> scalar : part.scalars()) {
      if (values.size() == SHOWN) {
        values.add("… " + part.size() + " in all");
        break;
      }
      values.add(string(scalar.getObject()));
    }
    return values.toString();
  }

  /** A text, or the first bytes of what is none. */
  private static String string(byte[] bytes) {
    try {
      return Values.text(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Values.bytesText(bytes);
    }
  }

  private static String text(Object value, TType tensor) {
    boolean unsigned = tensor instanceof TUint8 && value instanceof Byte;
    return unsigned ? String.valueOf((Byte) value & 0xFF) : value.toString();
  }

  private static String aligned(List<List<String>> table) {
    int columns = table.get(0).size();
    int[] widths = new int[columns];
    for (List<String> line : table) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : table) {
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String cell = line.get(i);
        row.append(i == 0 ? "" : "  ").append(cell).append(" ".repeat(widths[i] - cell.length()));
      }
      text.append(text.isEmpty() ? "" : "\n").append(row.toString().stripTrailing());
    }
    return text.toString();
  }
}
