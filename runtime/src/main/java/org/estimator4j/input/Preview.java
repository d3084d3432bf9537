package org.estimator4j.input;

import java.util.ArrayList;
import java.util.List;
import org.estimator4j.annotation.Mode;
import org.tensorflow.ndarray.NdArray;
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
              line.add(text(batch.tensor(i), row));
            }
            table.add(line);
          }
        }
      }
    }
    return aligned(table);
  }

  private static String text(TType tensor, int row) {
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

  private static String text(Object value, TType tensor) {
    if (value instanceof String string) {
      return Values.text(string);
    }
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
