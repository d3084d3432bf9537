package org.estimator4j.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.estimator4j.feature.FeatureKind;
import org.estimator4j.feature.FeatureSpec;
import org.estimator4j.feature.RaggedOperand;
import org.estimator4j.feature.SparseOperand;
import org.estimator4j.graph.ModelGraph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.io.ParseExample;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * Parses {@code tf.Example}s in the graph, as an {@code Input} reads them. An example holds floats,
 * int64s and bytes only; a feature of another number type is cast from them.
 */
final class ExampleReceiver implements ServingInputReceiverFn {

  private final List<FeatureSpec> features;
  private final Map<String, ?> defaults;

  ExampleReceiver(List<FeatureSpec> features, Map<String, ?> defaults) {
    this.features = List.copyOf(features);
    this.defaults = Map.copyOf(defaults);
    Set<String> names = new LinkedHashSet<>();
    for (FeatureSpec feature : features) {
      names.add(feature.name());
      requireParsable(feature);
    }
    this.defaults
        .keySet()
        .forEach(
            name -> {
              if (!names.contains(name)) {
                throw new IllegalArgumentException(
                    "a default is given for '" + name + "', but the features are " + names);
              }
            });
  }

  @Override
  public ServingInputReceiver receive(ModelGraph graph) {
    Ops tf = graph.ops();
    Operand<TString> serialized =
        tf.withName("input_example_tensor")
            .placeholder(TString.class, Placeholder.shape(Shape.of(batchSize())));
    Map<String, Operand<?>> parsed =
        graph.scope("ParseExample", () -> parse(graph.ops(), serialized));
    return ServingInputReceiver.of(parsed, Map.of("examples", serialized));
  }

  /** The rows of a batch where every feature is declared with them, or -1. */
  private long batchSize() {
    List<Long> sizes = features.stream().map(each -> each.shape().get(0)).distinct().toList();
    return sizes.size() == 1 ? sizes.get(0) : Shape.UNKNOWN_SIZE;
  }

  private Map<String, Operand<?>> parse(Ops tf, Operand<TString> serialized) {
    Keys dense = new Keys();
    Keys sparse = new Keys();
    Keys ragged = new Keys();
    List<Operand<?>> values = new ArrayList<>();
    List<Shape> shapes = new ArrayList<>();
    for (FeatureSpec feature : features) {
      switch (feature.kind()) {
        case DENSE -> {
          dense.add(feature.name(), storedAs(feature));
          values.add(defaultOf(tf, feature));
          shapes.add(feature.shape().tail());
        }
        case RAGGED -> ragged.add(feature.name(), storedAs(feature));
        case SPARSE -> {
          if (isPair(feature)) {
            sparse.add(feature.name() + FeatureKind.INDICES, TInt64.class);
            sparse.add(feature.name() + FeatureKind.VALUES, storedAs(feature));
          } else {
            sparse.add(feature.name(), storedAs(feature));
          }
        }
      }
    }
    ParseExample parsed =
        tf.io.parseExample(
            serialized,
            none(tf),
            sparse.operand(tf),
            dense.operand(tf),
            ragged.operand(tf),
            values,
            (long) sparse.names.size(),
            sparse.types,
            ragged.types,
            Collections.nCopies(ragged.names.size(), TInt64.class),
            shapes);
    Map<String, Operand<?>> operands = new LinkedHashMap<>();
    for (FeatureSpec feature : features) {
      String name = feature.name();
      switch (feature.kind()) {
        case DENSE ->
            operands.put(
                name, typed(tf, feature, parsed.denseValues().get(dense.names.indexOf(name))));
        case RAGGED -> {
          int at = ragged.names.indexOf(name);
          operands.putAll(
              ragged(tf, feature, parsed.raggedValues().get(at), parsed.raggedRowSplits().get(at)));
        }
        case SPARSE -> {
          SparseOperand<TType> tensors =
              isPair(feature)
                  ? SparseExamples.pair(
                      tf,
                      SparseExamples.column(
                          parsed, sparse.names.indexOf(name + FeatureKind.INDICES)),
                      SparseExamples.column(
                          parsed, sparse.names.indexOf(name + FeatureKind.VALUES)),
                      feature.shape().get(1))
                  : SparseExamples.column(parsed, sparse.names.indexOf(name));
          operands.putAll(
              tensors.withValues(tensor(typed(tf, feature, tensors.values()))).named(name));
        }
      }
    }
    return operands;
  }

  /** The features of one kind, in the order in which they are parsed. */
  private static final class Keys {

    private final List<String> names = new ArrayList<>();
    private final List<Class<? extends TType>> types = new ArrayList<>();

    void add(String name, Class<? extends TType> type) {
      names.add(name);
      types.add(type);
    }

    Operand<TString> operand(Ops tf) {
      return names.isEmpty() ? none(tf) : tf.array(names.toArray(String[]::new));
    }
  }

  private static Operand<TString> none(Ops tf) {
    return tf.constant(Shape.of(0), DataBuffers.ofObjects(String.class, 0));
  }

  /** One whose rows have a known size stands under two keys, places and values. */
  private static boolean isPair(FeatureSpec feature) {
    return feature.shape().get(1) >= 0;
  }

  @SuppressWarnings("unchecked") // it is a tensor of some type
  private static Operand<TType> tensor(Operand<?> operand) {
    return (Operand<TType>) operand;
  }

  /** Values stand flat in an example; a row may consist of vectors. */
  private static Map<String, Operand<?>> ragged(
      Ops tf, FeatureSpec feature, Operand<?> flat, Operand<?> borders) {
    Operand<TType> values = tensor(typed(tf, feature, flat));
    @SuppressWarnings("unchecked") // asked for as such
    Operand<TInt64> splits = (Operand<TInt64>) borders;
    Shape inner = feature.shape().tail().tail();
    if (inner.numDimensions() > 0) {
      values = tf.reshape(values, tf.constant(inner.prepend(-1).asArray()));
      splits = tf.math.div(splits, tf.constant(inner.size()));
    }
    return new RaggedOperand<>(values, splits).named(feature.name());
  }

  private static Operand<?> typed(Ops tf, FeatureSpec feature, Operand<?> value) {
    return value.type().equals(feature.type())
        ? value
        : tf.dtypes.cast(tensor(value), feature.type());
  }

  /** An empty value says that there is no default. */
  private Operand<?> defaultOf(Ops tf, FeatureSpec feature) {
    Object value = defaults.get(feature.name());
    Class<? extends TType> stored = storedAs(feature);
    Shape shape = value == null ? Shape.of(0) : feature.shape().tail();
    int size = Math.toIntExact(shape.size());
    try {
      if (stored == TString.class) {
        String[] elements = new String[size];
        Arrays.fill(elements, value == null ? "" : (String) value);
        return tf.constant(shape, DataBuffers.ofObjects(elements));
      }
      if (stored == TFloat32.class) {
        float[] elements = new float[size];
        Arrays.fill(elements, value == null ? 0 : ((Number) value).floatValue());
        return tf.constant(shape, DataBuffers.of(elements));
      }
      long[] elements = new long[size];
      Arrays.fill(elements, value == null ? 0 : ((Number) value).longValue());
      return tf.constant(shape, DataBuffers.of(elements));
    } catch (ClassCastException e) {
      throw new IllegalArgumentException(
          "the default of feature '"
              + feature.name()
              + "' is "
              + value
              + ", which is no value of "
              + feature.type().getSimpleName(),
          e);
    }
  }

  private static Class<? extends TType> storedAs(FeatureSpec feature) {
    if (feature.type() == TString.class) {
      return TString.class;
    }
    return TFloating.class.isAssignableFrom(feature.type()) ? TFloat32.class : TInt64.class;
  }

  private void requireParsable(FeatureSpec feature) {
    Shape row = feature.shape().tail();
    Shape fixed = feature.kind() == FeatureKind.RAGGED ? row.tail() : row;
    if (feature.kind() != FeatureKind.SPARSE && fixed.hasUnknownDimension()) {
      throw new IllegalArgumentException(
          "feature '"
              + feature.name()
              + "' is "
              + feature.kind().name().toLowerCase(Locale.ROOT)
              + " and has rows of shape "
              + row
              + ", but what is parsed out of an Example has a fixed shape. Declare it as ragged or"
              + " sparse, or write a ServingInputReceiverFn of your own for it.");
    }
    boolean number = TNumber.class.isAssignableFrom(feature.type());
    if (!number && feature.type() != TString.class && feature.type() != TBool.class) {
      throw new IllegalArgumentException(
          "feature '"
              + feature.name()
              + "' is of type "
              + feature.type().getSimpleName()
              + ", which no Example holds");
    }
    if (feature.kind() != FeatureKind.DENSE && defaults.containsKey(feature.name())) {
      throw new IllegalArgumentException(
          "a default is given for '"
              + feature.name()
              + "', which is "
              + feature.kind().name().toLowerCase(Locale.ROOT)
              + ": an Example without it has a row of no values");
    }
  }
}
