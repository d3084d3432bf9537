package org.estimator4j.input;

import java.util.Arrays;
import java.util.List;
import org.estimator4j.feature.internal.NearNames;

/**
 * One row of a pipeline: a value for each feature and label. Immutable, as long as nobody changes
 * its arrays.
 *
 * <table>
 *   <caption>What stands for a value</caption>
 *   <tr><th>tensor</th><th>row shape scalar</th><th>any other row shape</th></tr>
 *   <tr><td>{@code TFloat32}, {@code TFloat64}, {@code TInt32}, {@code TInt64}</td>
 *       <td>{@code Float}, {@code Double}, {@code Integer}, {@code Long}</td>
 *       <td>{@code float[]}, {@code double[]}, {@code int[]}, {@code long[]}</td></tr>
 *   <tr><td>{@code TUint8}, {@code TBool}</td><td>{@code Byte}, {@code Boolean}</td>
 *       <td>{@code byte[]}, {@code boolean[]}</td></tr>
 *   <tr><td>{@code TString}</td><td>{@code String}, or {@code byte[]} if it is no UTF-8</td>
 *       <td>{@code String[]}, or {@code Object[]} of both</td></tr>
 * </table>
 *
 * <p>An array of two or more dimensions stands flat, the last dimension running fastest. Where the
 * first size of the row shape is -1, the length of the array says it. A sparse row is a {@link
 * SparseRow}, or an array of the values at its first places.
 */
public final class Row {

  private final ElementSpec spec;
  private final Object[] values;

  /** Takes values that fit, and the array, over. */
  Row(ElementSpec spec, Object[] values) {
    this.spec = spec;
    this.values = values;
  }

  /**
   * Makes a row.
   *
   * @param spec what it holds
   * @param values a value for each feature, then for each label, in the order of the spec
   * @return the row
   * @throws IllegalArgumentException if a value is missing or does not fit its type or shape
   */
  public static Row of(ElementSpec spec, Object... values) {
    return of(spec, Arrays.asList(values));
  }

  /**
   * As {@link #of(ElementSpec, Object...)}, with values that were collected.
   *
   * @param spec what it holds
   * @param values a value for each feature, then for each label, in the order of the spec
   * @return the row
   * @throws IllegalArgumentException if a value is missing or does not fit its type or shape
   */
  public static Row of(ElementSpec spec, List<?> values) {
    if (values.size() != spec.size()) {
      throw new IllegalArgumentException(
          "a row of "
              + spec.size()
              + " features and labels was given "
              + values.size()
              + " values");
    }
    Object[] copy = values.toArray();
    for (int i = 0; i < copy.length; i++) {
      Values.check(spec.column(i), copy[i]);
    }
    return new Row(spec, copy);
  }

  /**
   * What the row holds.
   *
   * @return names, element types and shapes
   */
  public ElementSpec elementSpec() {
    return spec;
  }

  /**
   * A value.
   *
   * @param name the name of a feature, or else of a label
   * @return the value, as the table above says
   * @throws IllegalArgumentException if there is neither
   */
  public Object get(String name) {
    return values[index(name)];
  }

  /** A value of a {@code TFloat32}; see {@link #get(String)}. */
  public float getFloat(String name) {
    return get(name, Float.class);
  }

  /** A value of a {@code TFloat64}; see {@link #get(String)}. */
  public double getDouble(String name) {
    return get(name, Double.class);
  }

  /** A value of a {@code TInt32}; see {@link #get(String)}. */
  public int getInt(String name) {
    return get(name, Integer.class);
  }

  /** A value of a {@code TInt64}; see {@link #get(String)}. */
  public long getLong(String name) {
    return get(name, Long.class);
  }

  /** A value of a {@code TBool}; see {@link #get(String)}. */
  public boolean getBoolean(String name) {
    return get(name, Boolean.class);
  }

  /** A value of a {@code TString} that is UTF-8; see {@link #get(String)}. */
  public String getString(String name) {
    return get(name, String.class);
  }

  /** The bytes of a {@code TString}, such as an image file; of a text those in UTF-8. */
  public byte[] getBytes(String name) {
    Object value = get(name);
    return StringSlot.bytes(value instanceof byte[] bytes ? bytes : get(name, String.class));
  }

  /** The values of a {@code TFloat32} that is not scalar, which stay the row's. */
  public float[] getFloats(String name) {
    return get(name, float[].class);
  }

  /**
   * A value of a known class.
   *
   * @param <V> its class
   * @param name the name of a feature, or else of a label
   * @param type the class that the table above says
   * @return the value
   * @throws IllegalArgumentException if there is none of that name, or it is of another class
   */
  public <V> V get(String name, Class<V> type) {
    Object value = get(name);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          spec.column(index(name))
              + " holds a "
              + value.getClass().getSimpleName()
              + ", not a "
              + type.getSimpleName());
    }
    return type.cast(value);
  }

  /**
   * The row with another value.
   *
   * @param name the name of a feature, or else of a label
   * @param value a value of the same type and shape
   * @return a new row
   * @throws IllegalArgumentException if there is none of that name or the value does not fit
   */
  public Row with(String name, Object value) {
    int index = index(name);
    Values.check(spec.column(index), value);
    Object[] changed = values.clone();
    changed[index] = value;
    return new Row(spec, changed);
  }

  /** The values themselves; nobody changes the array. */
  Object[] values() {
    return values;
  }

  private int index(String name) {
    int index = spec.indexOfFeature(name);
    if (index < 0) {
      index = spec.indexOfLabel(name);
    }
    if (index < 0) {
      throw new IllegalArgumentException("in the rows " + NearNames.unknown(name, spec.names()));
    }
    return index;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : ", ")
          .append(spec.column(i).name())
          .append(": ")
          .append(Values.text(values[i]));
    }
    return text.append('}').toString();
  }
}
