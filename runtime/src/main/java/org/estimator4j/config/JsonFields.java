package org.estimator4j.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The members of a JSON object, each read as what it must be; errors say where it stands. */
final class JsonFields {

  private final String path;
  private final Map<String, @Nullable Object> members;

  private JsonFields(String path, Map<String, @Nullable Object> members) {
    this.path = path;
    this.members = members;
  }

  /** A value as an object; null has no members. {@code path} names it in messages. */
  @SuppressWarnings("unchecked") // JsonText makes no other maps
  static JsonFields of(String path, @Nullable Object value) {
    if (value == null) {
      return new JsonFields(path, Map.of());
    }
    if (value instanceof Map<?, ?> map) {
      return new JsonFields(path, (Map<String, @Nullable Object>) map);
    }
    throw wrong(path, value, "an object, { ... }");
  }

  Set<String> names() {
    return members.keySet();
  }

  Map<String, @Nullable Object> members() {
    return members;
  }

  /** Names that are not among the known ones, in order. */
  Set<String> unknown(Set<String> known) {
    Set<String> names = new TreeSet<>(members.keySet());
    names.removeAll(known);
    return names;
  }

  JsonFields object(String name) {
    return of(path + "." + name, members.get(name));
  }

  Optional<String> string(String name) {
    Object value = members.get(name);
    if (value == null || value instanceof String) {
      return Optional.ofNullable((String) value);
    }
    throw wrong(path + "." + name, value, "a string");
  }

  /** A whole number, or a string that holds one. */
  OptionalInt wholeNumber(String name) {
    Object value = members.get(name);
    if (value == null) {
      return OptionalInt.empty();
    }
    try {
      if (value instanceof BigDecimal number) {
        return OptionalInt.of(number.intValueExact());
      }
      if (value instanceof String text) {
        return OptionalInt.of(Integer.parseInt(text.strip()));
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // the message below says the same, and where
    }
    throw wrong(path + "." + name, value, "a whole number");
  }

  List<String> strings(String name) {
    Object value = members.get(name);
    if (!(value instanceof List<?> list)) {
      throw wrong(path + "." + name, value, "a list of strings, [ ... ]");
    }
    List<String> strings = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (!(list.get(i) instanceof String text)) {
        throw wrong(path + "." + name + "[" + i + "]", list.get(i), "a string");
      }
      strings.add(text);
    }
    return List.copyOf(strings);
  }

  private static IllegalArgumentException wrong(
      String path, @Nullable Object value, String expected) {
    String shown = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    return new IllegalArgumentException(path + " must be " + expected + ", but is " + shown);
  }
}
