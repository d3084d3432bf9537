package org.estimator4j.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Hyperparameters by name, for models in the ported style; a model of one's own class rather takes
 * them by its constructor. Immutable.
 */
public final class Params {

  private static final Params EMPTY = new Params(Map.of());

  private final Map<String, Object> values;

  private Params(Map<String, ?> values) {
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * No hyperparameters.
   *
   * @return the empty params
   */
  public static Params empty() {
    return EMPTY;
  }

  /**
   * Hyperparameters by name.
   *
   * @param values the values; copied
   * @return the params
   */
  public static Params of(Map<String, ?> values) {
    return new Params(values);
  }

  /**
   * These hyperparameters and one more, or with another value.
   *
   * @param name its name
   * @param value its value
   * @return new params
   */
  public Params with(String name, Object value) {
    Map<String, Object> copy = new LinkedHashMap<>(values);
    copy.put(name, value);
    return new Params(copy);
  }

  /**
   * A hyperparameter as it was given.
   *
   * @param <V> its type
   * @param name its name
   * @param type its type
   * @return the value
   * @throws IllegalArgumentException if there is none of this name, or it is of another type
   */
  public <V> V get(String name, Class<V> type) {
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "no hyperparameter '" + name + "'; there are " + values.keySet());
    }
    if (!type.isInstance(value)) {
      throw wrongType(name, value, type.getSimpleName());
    }
    return type.cast(value);
  }

  /**
   * A number as {@code float}.
   *
   * @param name its name
   * @return the value
   * @throws IllegalArgumentException if there is none of this name, or it is no number
   */
  public float getFloat(String name) {
    return get(name, Number.class).floatValue();
  }

  /**
   * A whole number as {@code int}.
   *
   * @param name its name
   * @return the value
   * @throws IllegalArgumentException if there is none of this name, it is no whole number, or too
   *     large
   */
  public int getInt(String name) {
    Number value = get(name, Number.class);
    if (value.doubleValue() != value.intValue()) {
      throw wrongType(name, value, "int");
    }
    return value.intValue();
  }

  /**
   * A text.
   *
   * @param name its name
   * @return the value
   * @throws IllegalArgumentException if there is none of this name, or it is no text
   */
  public String getString(String name) {
    return get(name, String.class);
  }

  /**
   * The names that have a value.
   *
   * @return the names in the order in which they were given
   */
  public Set<String> names() {
    return values.keySet();
  }

  private static IllegalArgumentException wrongType(String name, Object value, String wanted) {
    return new IllegalArgumentException(
        "hyperparameter '"
            + name
            + "' is "
            + value
            + " ("
            + value.getClass().getSimpleName()
            + "), but was asked for as "
            + wanted);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Params that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return "Params" + values;
  }
}
