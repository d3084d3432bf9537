package org.estimator4j.input;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.estimator4j.feature.FeatureKind;
import org.estimator4j.feature.FeaturePart;
import org.estimator4j.tensorflow.OpenHandles;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TType;

/**
 * The tensors of one step: features and labels of the same rows. Owns its tensors: whoever takes a
 * batch closes it, and must not touch its tensors afterwards, because they may be filled with the
 * rows of a later batch then. Not for two threads at once.
 */
public final class Batch implements AutoCloseable {

  private final ElementSpec spec;
  private final TType[] tensors;
  private final int size;
  private final @Nullable BatchSlot slot;
  private @Nullable Map<String, TType> features;
  private @Nullable Map<String, TType> labels;
  private boolean closed;

  /** Takes the tensors over, in the order of the spec. */
  Batch(ElementSpec spec, TType[] tensors, int size) {
    this(spec, tensors, size, null);
  }

  /** Tensors that are given back to a slot at the end, if there is one. */
  Batch(ElementSpec spec, TType[] tensors, int size, @Nullable BatchSlot slot) {
    this.spec = spec;
    this.tensors = tensors;
    this.size = size;
    this.slot = slot;
    OpenHandles.opened(this);
  }

  /**
   * Makes a batch of tensors.
   *
   * @param features the features by name; the first dimension of each is the batch
   * @param labels the labels by name; may be empty
   * @return a batch that owns the tensors
   * @throws IllegalArgumentException if there is no tensor, or the tensors have different numbers
   *     of rows; they stay the caller's then
   */
  public static Batch of(
      Map<String, ? extends TType> features, Map<String, ? extends TType> labels) {
    List<TType> tensors = new ArrayList<>(features.values());
    tensors.addAll(labels.values());
    ElementSpec spec = new ElementSpec(columns(features), columns(labels));
    if (tensors.isEmpty()) {
      throw new IllegalArgumentException("a batch needs at least one feature or label");
    }
    long rows = tensors.get(0).shape().get(0);
    for (int i = 1; i < tensors.size(); i++) {
      if (tensors.get(i).shape().get(0) != rows) {
        throw new IllegalArgumentException(
            "a batch needs as many rows under each name, but '"
                + spec.column(0).name()
                + "' has "
                + rows
                + " and '"
                + spec.column(i).name()
                + "' has "
                + tensors.get(i).shape().get(0));
      }
    }
    return new Batch(spec, tensors.toArray(TType[]::new), Math.toIntExact(rows));
  }

  private static List<ColumnSpec> columns(Map<String, ? extends TType> tensors) {
    List<ColumnSpec> columns = new ArrayList<>();
    tensors.forEach(
        (name, tensor) -> {
          Shape shape = tensor.shape();
          if (shape.numDimensions() == 0) {
            throw new IllegalArgumentException(
                "'" + name + "' is a scalar; the first dimension of a tensor must be the batch");
          }
          columns.add(new ColumnSpec(name, tensor.type(), shape.tail()));
        });
    return columns;
  }

  /**
   * The tensors of the features by name; a sparse or ragged feature has several, called as {@link
   * FeatureKind} says.
   *
   * @return an unmodifiable map in the order of the input; the tensors stay the batch's
   */
  public Map<String, TType> features() {
    if (features == null) {
      features = byName(0, spec.features());
    }
    return features;
  }

  /**
   * The tensors of the labels by name; see {@link #features()}.
   *
   * @return an unmodifiable map in the order of the input, empty without labels; the tensors stay
   *     the batch's
   */
  public Map<String, TType> labels() {
    if (labels == null) {
      labels = byName(spec.tensorsBefore(spec.features().size()), spec.labels());
    }
    return labels;
  }

  /**
   * A tensor by its place, for loops that look names up once and not in each step.
   *
   * @param index as {@link ElementSpec#indexOfFeature} and {@link ElementSpec#indexOfLabel} say
   * @return the tensor, which stays the batch's; the first one of a sparse or ragged feature
   * @throws IllegalStateException if the batch is closed
   */
  public TType tensor(int index) {
    return tensor(index, 0);
  }

  /**
   * One of the tensors of a feature or label that has several.
   *
   * @param index as {@link ElementSpec#indexOfFeature} and {@link ElementSpec#indexOfLabel} say
   * @param part which of its {@link ColumnSpec#parts()}
   * @return the tensor, which stays the batch's
   * @throws IllegalStateException if the batch is closed
   */
  public TType tensor(int index, int part) {
    requireOpen();
    return tensors[spec.tensorsBefore(index) + part];
  }

  /**
   * What the batch holds.
   *
   * @return the spec of its input: names, element types, row shapes
   */
  public ElementSpec elementSpec() {
    return spec;
  }

  /**
   * The number of rows.
   *
   * @return at least 1 for a batch that an input gave
   */
  public int size() {
    return size;
  }

  /** Frees the tensors, or gives them back to the cursor for later; a second call does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      OpenHandles.closed(this);
      if (slot != null) {
        slot.giveBack();
        return;
      }
      for (TType tensor : tensors) {
        tensor.close();
      }
    }
  }

  private Map<String, TType> byName(int from, List<ColumnSpec> columns) {
    requireOpen();
    Map<String, TType> map = new LinkedHashMap<>();
    int next = from;
    for (ColumnSpec column : columns) {
      for (FeaturePart part : column.parts()) {
        map.put(part.name(), tensors[next++]);
      }
    }
    return Collections.unmodifiableMap(map);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the batch is closed");
    }
  }
}
