package org.estimator4j.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.estimator4j.feature.FeatureKind;
import org.estimator4j.feature.FeatureSpec;
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
 * Parses {@code tf.Example}s in the graph. An example holds floats, int64s and bytes only; a
 * feature of another number type is cast from them.
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
      requireFixed(feature);
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
            .placeholder(TString.class, Placeholder.shape(Shape.of(-1)));
    Map<String, Operand<?>> parsed =
        graph.scope("ParseExample", () -> parse(graph.ops(), serialized));
    return ServingInputReceiver.of(parsed, Map.of("examples", serialized));
  }

  private Map<String, Operand<?>> parse(Ops tf, Operand<TString> serialized) {
    Operand<TString> none = tf.constant(Shape.of(0), DataBuffers.ofObjects(String.class, 0));
    List<Operand<?>> values = new ArrayList<>();
    List<Shape> shapes = new ArrayList<>();
    for (FeatureSpec feature : features) {
      values.add(defaultOf(tf, feature));
      shapes.add(rowShape(feature));
    }
    String[] names = features.stream().map(FeatureSpec::name).toArray(String[]::new);
    ParseExample examples =
        tf.io.parseExample(
            serialized,
            none,
            none,
            tf.array(names),
            none,
            values,
            0L,
            List.of(),
            List.of(),
            List.of(),
            shapes);
    Map<String, Operand<?>> operands = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      Operand<?> value = examples.denseValues().get(i);
      operands.put(names[i], typed(tf, features.get(i), value));
    }
    return operands;
  }

  private static Operand<?> typed(Ops tf, FeatureSpec feature, Operand<?> value) {
    return value.type().equals(feature.type())
        ? value
        : cast(tf, value, feature.type().asSubclass(TType.class));
  }

  @SuppressWarnings("unchecked") // only numbers and truth values are cast
  private static Operand<?> cast(Ops tf, Operand<?> value, Class<? extends TType> type) {
    return tf.dtypes.cast((Operand<TNumber>) value, (Class<TNumber>) type);
  }

  /** An empty value says that there is no default. */
  private Operand<?> defaultOf(Ops tf, FeatureSpec feature) {
    Object value = defaults.get(feature.name());
    Class<? extends TType> stored = storedAs(feature);
    Shape shape = value == null ? Shape.of(0) : rowShape(feature);
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

  private static Shape rowShape(FeatureSpec feature) {
    return feature.shape().tail();
  }

  private static void requireFixed(FeatureSpec feature) {
    if (feature.kind() != FeatureKind.DENSE || rowShape(feature).hasUnknownDimension()) {
      throw new IllegalArgumentException(
          "feature '"
              + feature.name()
              + "' is "
              + feature.kind().name().toLowerCase(Locale.ROOT)
              + " and has rows of shape "
              + rowShape(feature)
              + ", but what is parsed out of an Example has a fixed shape. Write a"
              + " ServingInputReceiverFn of your own for it.");
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
  }
}
