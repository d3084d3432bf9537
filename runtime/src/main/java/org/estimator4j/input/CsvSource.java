package org.estimator4j.input;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.estimator4j.feature.internal.NearNames;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * Files of comma-separated values (RFC 4180: quoted fields may hold separators, quotes and line
 * breaks), in UTF-8, packed by gzip or not, each with a header. For one thread; what {@link
 * #rows()} gives is immutable.
 *
 * <pre>{@code
 * Rows penguins = Input.csv("data/penguins.csv")
 *     .feature("bill_length_mm", TFloat32.class)
 *     .feature("island", TString.class)
 *     .label("species", TString.class)
 *     .missing("bill_length_mm", Missing.replaceBy(Float.NaN))
 *     .rows();
 * }</pre>
 *
 * <p>Types may be {@code TFloat32}, {@code TFloat64}, {@code TInt32}, {@code TInt64}, {@code
 * TUint8}, {@code TBool} ({@code true}, {@code false}, 1, 0) and {@code TString}. A field is
 * missing if it is empty or {@code NA}, {@code N/A}, {@code NaN}, {@code nan}, {@code null}, {@code
 * NULL} or {@code ?}, and not quoted; a quoted {@code "nan"} is the number, as {@code inf} and
 * {@code -inf} are, quoted or not, and a quoted {@code ""} is missing unless the column is of
 * texts. Without any {@code feature} every column that is no label is one.
 */
public final class CsvSource {

  private final String path;
  private final Map<String, @Nullable Class<? extends TType>> features = new LinkedHashMap<>();
  private final Map<String, @Nullable Class<? extends TType>> labels = new LinkedHashMap<>();
  private final Map<String, Missing> missing = new LinkedHashMap<>();
  private final Map<String, Missing> invalid = new LinkedHashMap<>();
  private char separator = ',';
  private boolean skipsBadRows;

  CsvSource(String path) {
    this.path = path;
  }

  /**
   * Reads a column as a feature of a type that the first 1,000 rows tell: long, float or string.
   */
  public CsvSource feature(String column) {
    features.put(column, null);
    return this;
  }

  /** Reads a column as a feature. */
  public CsvSource feature(String column, Class<? extends TType> type) {
    features.put(column, supported(column, type));
    return this;
  }

  /** Reads a column as a label of a type that the first 1,000 rows tell. */
  public CsvSource label(String column) {
    labels.put(column, null);
    return this;
  }

  /** Reads a column as a label. */
  public CsvSource label(String column, Class<? extends TType> type) {
    labels.put(column, supported(column, type));
    return this;
  }

  /** Says what becomes of missing values of a column; they are an error otherwise. */
  public CsvSource missing(String column, Missing policy) {
    missing.put(column, policy);
    return this;
  }

  /**
   * Says what becomes of values of a column that are none of its type, such as {@code 12x} in a
   * column of numbers; they are an error otherwise.
   */
  public CsvSource invalid(String column, Missing policy) {
    invalid.put(column, policy);
    return this;
  }

  /** Another separator than the comma, such as a semicolon or a tabulator. */
  public CsvSource separator(char between) {
    this.separator = between;
    return this;
  }

  /** Leaves rows out that cannot be used, and logs their number, instead of failing. */
  public CsvSource skipBadRows() {
    this.skipsBadRows = true;
    return this;
  }

  /**
   * The rows in the order of the files' names and lines. Reads the header of the first file now,
   * and its first 1,000 rows where a type is to be inferred.
   *
   * @return the rows
   * @throws InputException if there is no file, it has no header, or a column is not in it
   */
  public Rows rows() {
    List<Path> files = DataFiles.find(path);
    CsvHeader header = CsvHeader.read(files.get(0), separator);
    Map<String, @Nullable Class<? extends TType>> wanted = new LinkedHashMap<>(features);
    if (features.isEmpty()) {
      header.names().stream()
          .filter(name -> !labels.containsKey(name))
          .forEach(name -> wanted.put(name, null));
    }
    ElementSpec spec =
        new ElementSpec(columns(files, header, wanted), columns(files, header, labels));
    List<Integer> places = new ArrayList<>();
    List<String> names = spec.names();
    header.names().forEach(name -> places.add(names.indexOf(name)));
    List<Missing> ofMissing = policies("missing", missing, spec);
    List<Missing> ofInvalid = policies("invalid", invalid, spec);
    return new StreamedRows(
        new CsvStream(
            new CsvLayout(
                files,
                separator,
                header.names(),
                spec,
                places,
                ofMissing,
                ofInvalid,
                skipsBadRows)));
  }

  private List<ColumnSpec> columns(
      List<Path> files, CsvHeader header, Map<String, @Nullable Class<? extends TType>> wanted) {
    List<ColumnSpec> columns = new ArrayList<>();
    wanted.forEach(
        (name, declared) -> {
          requireKnown(name, header.names(), files.get(0).toAbsolutePath().toString());
          int index = header.names().indexOf(name);
          Class<? extends TType> type = declared == null ? inferred(header, index) : declared;
          columns.add(new ColumnSpec(name, type, Shape.scalar()));
        });
    return columns;
  }

  /** Whole numbers with gaps are floats, unless something whole fills the gaps. */
  private Class<? extends TType> inferred(CsvHeader header, int index) {
    Class<? extends TType> type = header.types().get(index);
    Missing policy = missing.get(header.names().get(index));
    boolean filledByFloat = policy != null && policy.value() instanceof Float;
    boolean open = policy == null && header.gaps().get(index);
    return type == TInt64.class && (filledByFloat || open) ? TFloat32.class : type;
  }

  private static List<Missing> policies(
      String method, Map<String, Missing> byName, ElementSpec spec) {
    byName.keySet().forEach(name -> requireKnown(name, spec.names(), method));
    List<Missing> policies = new ArrayList<>();
    for (int i = 0; i < spec.size(); i++) {
      Missing policy = byName.getOrDefault(spec.column(i).name(), Missing.fail());
      if (policy.kind() == Missing.Kind.REPLACE) {
        Values.check(spec.column(i), policy.value());
      }
      policies.add(policy);
    }
    return policies;
  }

  private static void requireKnown(String name, List<String> names, String where) {
    if (!names.contains(name)) {
      throw new InputException(
          where
              + ": there is no column '"
              + name
              + "'"
              + NearNames.near(name, names)
                  .map(near -> "; did you mean '" + near + "'?")
                  .orElse("; there are " + names));
    }
  }

  private static Class<? extends TType> supported(String column, Class<? extends TType> type) {
    if (!CsvField.supports(type)) {
      throw new IllegalArgumentException(
          "column '" + column + "' cannot be read as " + type.getSimpleName());
    }
    return type;
  }
}
