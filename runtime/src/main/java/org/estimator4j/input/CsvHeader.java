package org.estimator4j.input;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * What the first lines of a file say about its columns.
 *
 * @param names the names in the first line
 * @param types for each the narrowest type that takes the values of the first rows
 * @param gaps whether a value was missing there
 */
record CsvHeader(List<String> names, List<Class<? extends TType>> types, List<Boolean> gaps) {

  /** So many rows are looked at; a later value that does not fit is an error of its line. */
  static final int INFERRED_ROWS = 1000;

  /** A name without spaces around it. */
  static String clean(String name) {
    return name.strip();
  }

  static CsvHeader read(Path file, char separator) {
    Fields handler = new Fields();
    try (CloseableIterator<List<String>> lines = CsvReaders.open(file, separator, handler)) {
      if (!lines.hasNext()) {
        throw new InputException(file.toAbsolutePath() + " is empty; a header is needed");
      }
      List<String> names = new ArrayList<>();
      for (String name : lines.next()) {
        names.add(clean(name));
      }
      requireNames(file, names);
      List<@Nullable Class<? extends TType>> types = new ArrayList<>();
      List<Boolean> gaps = new ArrayList<>();
      names.forEach(
          name -> {
            types.add(null);
            gaps.add(false);
          });
      for (int row = 0; row < INFERRED_ROWS && lines.hasNext(); row++) {
        List<String> fields = lines.next();
        for (int i = 0; i < Math.min(fields.size(), names.size()); i++) {
          String text = fields.get(i);
          if (CsvField.isMissing(TString.class, text.toCharArray(), 0, text.length(), false)) {
            gaps.set(i, true);
          } else {
            types.set(i, CsvField.infer(types.get(i), text));
          }
        }
      }
      List<Class<? extends TType>> found = new ArrayList<>();
      types.forEach(type -> found.add(type == null ? TString.class : type));
      return new CsvHeader(names, found, gaps);
    } catch (IOException e) {
      throw new InputException("cannot read " + file.toAbsolutePath(), e);
    } catch (InputException e) {
      throw e;
    } catch (RuntimeException e) {
      throw CsvReaders.failed(file, handler.line, e);
    }
  }

  private static void requireNames(Path file, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.indexOf(CsvReaders.NO_UTF8) >= 0) {
        throw new InputException(
            file.toAbsolutePath()
                + ", line 1: the name of a column, '"
                + CsvReaders.shown(name)
                + "', is not UTF-8");
      }
      if (!seen.add(name)) {
        throw new InputException(
            file.toAbsolutePath() + " has two columns '" + name + "' in its header " + names);
      }
    }
  }

  /** Collects the fields of a line. */
  private static final class Fields extends AbstractBaseCsvCallbackHandler<List<String>> {

    private List<String> fields = new ArrayList<>();
    private long line;

    @Override
    protected void handleBegin(long startingLineNumber) {
      fields = new ArrayList<>();
      line = startingLineNumber;
    }

    @Override
    protected void handleField(int index, char[] chars, int from, int length, boolean quoted) {
      fields.add(new String(chars, from, length));
    }

    @Override
    protected List<String> buildRecord() {
      return fields;
    }
  }
}
