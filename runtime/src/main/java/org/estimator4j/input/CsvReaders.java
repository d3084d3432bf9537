package org.estimator4j.input;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Opens files of fields. */
final class CsvReaders {

  private static final int SHOWN = 60;

  private CsvReaders() {}

  /**
   * What stands in fields for bytes that are no UTF-8: a value that no text has, so that the field
   * is found and a policy can be asked.
   */
  static final char NO_UTF8 = '\uFFFF';

  /** The records of a file as UTF-8; see {@link #NO_UTF8}. */
  static <T> CloseableIterator<T> open(
      Path file, char separator, AbstractBaseCsvCallbackHandler<T> handler) {
    try {
      Reader text =
          new InputStreamReader(
              withoutMark(DataFiles.open(file)),
              StandardCharsets.UTF_8
                  .newDecoder()
                  .onMalformedInput(CodingErrorAction.REPLACE)
                  .replaceWith(String.valueOf(NO_UTF8)));
      return CsvReader.builder()
          .fieldSeparator(separator)
          .skipEmptyLines(true)
          .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
          .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
          .build(handler, text)
          .iterator();
    } catch (IOException e) {
      throw new InputException("cannot read " + file.toAbsolutePath(), e);
    }
  }

  /** Behind the mark that some programs put first, in front of a quote as well. */
  private static InputStream withoutMark(InputStream bytes) throws IOException {
    bytes.mark(3);
    boolean marked = bytes.read() == 0xEF && bytes.read() == 0xBB && bytes.read() == 0xBF;
    if (!marked) {
      bytes.reset();
    }
    return bytes;
  }

  /** A field for people: on one line, and not all of it where a quote was never closed. */
  static String shown(String text) {
    String line = text.replace(NO_UTF8, '\uFFFD').replace("\n", "\\n").replace("\r", "\\r");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }

  /** Says which file an error of the parser concerns. */
  static InputException failed(Path file, long line, RuntimeException cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String reason =
        root instanceof EOFException ? "the file is cut off" : String.valueOf(root.getMessage());
    return new InputException(
        "cannot read " + file.toAbsolutePath() + " behind line " + line + ": " + reason, cause);
  }
}
