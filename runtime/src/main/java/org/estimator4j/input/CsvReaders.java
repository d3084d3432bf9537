package org.estimator4j.input;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Opens files of fields. */
final class CsvReaders {

  private CsvReaders() {}

  /** The records of a file as UTF-8; bytes that are not are an error. */
  static <T> CloseableIterator<T> open(
      Path file, char separator, AbstractBaseCsvCallbackHandler<T> handler) {
    try {
      Reader text =
          new InputStreamReader(
              DataFiles.open(file),
              StandardCharsets.UTF_8
                  .newDecoder()
                  .onMalformedInput(CodingErrorAction.REPORT)
                  .onUnmappableCharacter(CodingErrorAction.REPORT));
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

  /** Says which file an error of the parser concerns. */
  static InputException failed(Path file, long line, RuntimeException cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String reason =
        root instanceof java.nio.charset.CharacterCodingException
            ? "it is not UTF-8"
            : root.getMessage();
    return new InputException(
        "cannot read " + file.toAbsolutePath() + " behind line " + line + ": " + reason, cause);
  }
}
