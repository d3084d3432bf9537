package org.estimator4j.input;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tensorflow.types.TUint8;

/**
 * Makes values of the fields of one file as the parser finds them: no string is made for a number.
 * The first line is compared with the header that the layout was made for.
 */
final class CsvLineReader extends AbstractBaseCsvCallbackHandler<CsvLine> {

  private final CsvLayout layout;
  private final Path file;
  private final int[] places;
  private @Nullable Object[] values;
  private @Nullable String error;
  private boolean header = true;
  private boolean leftOut;
  private int fields;
  private long line;

  CsvLineReader(CsvLayout layout, Path file) {
    this.layout = layout;
    this.file = file;
    this.places = layout.places().stream().mapToInt(Integer::intValue).toArray();
    this.values = new Object[layout.spec().size()];
  }

  /** The line that was read last. */
  long line() {
    return line;
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    line = startingLineNumber;
    values = new Object[layout.spec().size()];
    error = null;
    leftOut = false;
    fields = 0;
  }

  @Override
  protected void handleField(int index, char[] chars, int from, int length, boolean quoted) {
    fields = index + 1;
    if (error != null || index >= places.length) {
      return;
    }
    if (header) {
      checkHeader(index, chars, from, length);
      return;
    }
    int place = places[index];
    if (place < 0) {
      return;
    }
    ColumnSpec column = layout.spec().column(place);
    if (CsvField.isMissing(column.type(), chars, from, length, quoted)) {
      missing(place, new String(chars, from, length));
      return;
    }
    try {
      values[place] = CsvField.parse(column.type(), chars, from, length);
    } catch (IllegalArgumentException e) {
      invalid(place, index, new String(chars, from, length), column);
    }
  }

  private void checkHeader(int index, char[] chars, int from, int length) {
    String name = CsvHeader.clean(new String(chars, from, length));
    if (!name.equals(layout.header().get(index))) {
      error =
          file.toAbsolutePath()
              + " has the column '"
              + name
              + "' where "
              + layout.files().get(0).getFileName()
              + " has '"
              + layout.header().get(index)
              + "'; all files need the same header";
    }
  }

  private void invalid(int place, int index, String text, ColumnSpec column) {
    Missing policy = layout.invalid().get(place);
    switch (policy.kind()) {
      case SKIP_ROW -> leftOut = true;
      case REPLACE -> values[place] = policy.value();
      case FAIL ->
          error = at(index) + ": \"" + CsvReaders.shown(text) + "\" is no " + wanted(column, text);
    }
  }

  private static String wanted(ColumnSpec column, String text) {
    if (text.indexOf(CsvReaders.NO_UTF8) >= 0) {
      return "UTF-8";
    }
    return column.type() == TUint8.class ? "uint8" : ElementKinds.javaName(column.type());
  }

  private void missing(int place, String text) {
    Missing policy = layout.missing().get(place);
    switch (policy.kind()) {
      case SKIP_ROW -> leftOut = true;
      case REPLACE -> values[place] = policy.value();
      case FAIL ->
          error =
              at(layout.places().indexOf(place))
                  + ": the value is missing (\""
                  + text
                  + "\"); say .missing(\""
                  + layout.spec().column(place).name()
                  + "\", Missing.replaceBy(…)) or Missing.skipRow()";
    }
  }

  private String at(int field) {
    return file.toAbsolutePath()
        + ", line "
        + line
        + ", column '"
        + layout.header().get(field)
        + "'";
  }

  @Override
  protected CsvLine buildRecord() {
    if (error == null && fields != places.length) {
      error =
          file.toAbsolutePath()
              + ", line "
              + line
              + ": "
              + fields
              + " fields instead of the "
              + places.length
              + " of the header";
    }
    boolean noRow = header || leftOut;
    header = false;
    if (error != null) {
      return CsvLine.bad(error);
    }
    return noRow ? CsvLine.SKIPPED : CsvLine.of(complete());
  }

  /** Every column was in the line, as there were as many fields as names. */
  private Object[] complete() {
    Object[] row = new Object[values.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = Objects.requireNonNull(values[i]);
    }
    return row;
  }
}
