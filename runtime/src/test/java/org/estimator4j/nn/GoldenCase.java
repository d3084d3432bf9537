package org.estimator4j.nn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One case of a file of test vectors. The files are those in the test resources, or in the folder
 * that the system property {@code estimator4j.golden} names.
 */
public final class GoldenCase {

  private final Map<String, @Nullable Object> fields;
  private final String title;

  private GoldenCase(Map<String, @Nullable Object> fields, String title) {
    this.fields = fields;
    this.title = title;
  }

  /** All cases of a file; the given fields make their titles. */
  public static Stream<GoldenCase> of(String file, String... titleFields) {
    List<GoldenCase> cases = new ArrayList<>();
    for (Object entry : list(map(Json.parse(read(file))).get("cases"))) {
      Map<String, @Nullable Object> fields = map(entry);
      List<String> parts = new ArrayList<>();
      for (String field : titleFields) {
        parts.add(String.valueOf(fields.get(field)));
      }
      cases.add(new GoldenCase(fields, cases.size() + " " + String.join(" ", parts)));
    }
    return cases.stream();
  }

  private static String read(String file) {
    String folder = System.getProperty("estimator4j.golden");
    try {
      if (folder != null) {
        return Files.readString(Path.of(folder, file));
      }
      try (var stream =
          Objects.requireNonNull(
              GoldenCase.class.getResourceAsStream("/golden/" + file), "no resource " + file)) {
        return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String text(String field) {
    return (String) value(field);
  }

  public boolean has(String field) {
    return fields.get(field) != null;
  }

  public Object value(String field) {
    return Objects.requireNonNull(fields.get(field), field);
  }

  public Map<String, @Nullable Object> object(String field) {
    return map(value(field));
  }

  public List<Object> array(String field) {
    return list(value(field));
  }

  public double number(String object, String field) {
    return number(object(object).get(field));
  }

  @SuppressWarnings("unchecked")
  public static Map<String, @Nullable Object> map(@Nullable Object value) {
    return (Map<String, @Nullable Object>) Objects.requireNonNull(value);
  }

  @SuppressWarnings("unchecked")
  public static List<Object> list(@Nullable Object value) {
    return (List<Object>) Objects.requireNonNull(value);
  }

  public static double number(@Nullable Object value) {
    return (Double) Objects.requireNonNull(value);
  }

  /** The numbers of nested arrays, in row-major order. */
  public static double[] numbers(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().flatMapToDouble(v -> Arrays.stream(numbers(v))).toArray();
    }
    return new double[] {number(value)};
  }

  @Override
  public String toString() {
    return title;
  }
}
