package org.estimator4j.serve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.estimator4j.export.SparseShapes;
import org.estimator4j.feature.FeatureKind;
import org.estimator4j.feature.FeaturePart;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.Struct.TypeSpecProto;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * One input or output of a signature and its tensors. Python writes a sparse or ragged one as such;
 * ours, which TensorFlow Serving and others must be able to feed, are plain tensors that are called
 * {@code words/values} and {@code words/row_splits}, and are put together again here.
 *
 * @param name its name
 * @param spec what it is
 * @param tensors its tensors, in the order of {@link FeatureKind#parts}
 */
record SignatureTensors(String name, TensorSpec spec, List<Output<?>> tensors) {

  /** Takes one tensor of an output. */
  interface PartConsumer {
    void accept(String name, Output<?> tensor, TensorSpec spec);
  }

  /** What an entry of a signature stands for; several plain tensors if it is of no kind of ours. */
  static List<SignatureTensors> of(Graph graph, String name, TensorInfo info) {
    return switch (info.getEncodingCase()) {
      case COO_SPARSE -> sparse(graph, name, info);
      case COMPOSITE_TENSOR -> composite(graph, name, info.getCompositeTensor());
      default -> List.of(dense(name, GraphNames.output(graph, info.getName()), shape(info)));
    };
  }

  private static SignatureTensors dense(String name, Output<?> tensor, Shape shape) {
    return new SignatureTensors(name, new TensorSpec(type(tensor), shape), List.of(tensor));
  }

  private static List<SignatureTensors> sparse(Graph graph, String name, TensorInfo info) {
    TensorInfo.CooSparse names = info.getCooSparse();
    Output<?> indices = GraphNames.output(graph, names.getIndicesTensorName());
    Output<?> values = GraphNames.output(graph, names.getValuesTensorName());
    Output<?> denseShape = GraphNames.output(graph, names.getDenseShapeTensorName());
    Shape whole = shape(info);
    boolean rows = whole.isUnknown() ? isPairs(indices.shape()) : whole.numDimensions() == 2;
    if (!rows) {
      return List.of(
          dense(name + FeatureKind.INDICES, indices, indices.shape()),
          dense(name + FeatureKind.VALUES, values, values.shape()),
          dense(name + FeatureKind.DENSE_SHAPE, denseShape, denseShape.shape()));
    }
    Shape shape = whole.isUnknown() ? Shape.of(-1, -1) : whole;
    return List.of(
        new SignatureTensors(
            name,
            new TensorSpec(type(values), shape, FeatureKind.SPARSE),
            List.of(indices, values, denseShape)));
  }

  private static List<SignatureTensors> composite(
      Graph graph, String name, TensorInfo.CompositeTensor info) {
    List<Output<?>> tensors = new ArrayList<>();
    info.getComponentsList()
        .forEach(component -> tensors.add(GraphNames.output(graph, component.getName())));
    boolean ragged =
        info.getTypeSpec().getTypeSpecClass() == TypeSpecProto.TypeSpecClass.RAGGED_TENSOR_SPEC
            && tensors.size() == 2
            && type(tensors.get(1)) == TInt64.class;
    if (ragged) {
      return List.of(ragged(name, tensors));
    }
    List<SignatureTensors> plain = new ArrayList<>();
    for (Output<?> tensor : tensors) {
      plain.add(dense(name + "/component_" + plain.size(), tensor, tensor.shape()));
    }
    return plain;
  }

  private static SignatureTensors ragged(String name, List<Output<?>> tensors) {
    Output<?> values = tensors.get(0);
    Shape rows = values.shape().isUnknown() ? Shape.of(-1) : values.shape();
    return new SignatureTensors(
        name,
        new TensorSpec(type(values), rows.tail().prepend(-1).prepend(-1), FeatureKind.RAGGED),
        tensors);
  }

  /** Puts together what an export of ours has taken apart. */
  static List<SignatureTensors> grouped(List<SignatureTensors> inputs, MetaGraphDef meta) {
    Map<String, SignatureTensors> byName = new LinkedHashMap<>();
    inputs.forEach(each -> byName.put(each.name(), each));
    for (SignatureTensors each : inputs) {
      if (!each.name().endsWith(FeatureKind.VALUES)) {
        continue;
      }
      String name = each.name().substring(0, each.name().length() - FeatureKind.VALUES.length());
      SignatureTensors group = group(name, each, byName, meta);
      if (group != null && !byName.containsKey(name)) {
        for (FeaturePart part : group.parts()) {
          byName.remove(part.name());
        }
        byName.put(name, group);
      }
    }
    return List.copyOf(byName.values());
  }

  private static @Nullable SignatureTensors group(
      String name,
      SignatureTensors values,
      Map<String, SignatureTensors> byName,
      MetaGraphDef meta) {
    SignatureTensors splits = byName.get(name + FeatureKind.ROW_SPLITS);
    if (splits != null && splits.isLongs(-1)) {
      return ragged(name, List.of(values.tensor(), splits.tensor()));
    }
    SignatureTensors indices = byName.get(name + FeatureKind.INDICES);
    SignatureTensors whole = byName.get(name + FeatureKind.DENSE_SHAPE);
    if (indices == null
        || !indices.isLongs(-1, 2)
        || whole == null
        || !whole.isLongs(2)
        || !values.hasSizes(-1)) {
      return null;
    }
    return new SignatureTensors(
        name,
        new TensorSpec(
            values.spec().type(), declaredShape(meta, whole.tensor()), FeatureKind.SPARSE),
        List.of(indices.tensor(), values.tensor(), whole.tensor()));
  }

  private List<FeaturePart> parts() {
    return spec.kind().parts(name, spec.type(), spec.shape());
  }

  /** Hands out the tensors one by one: one that is not dense has several. */
  void forEachPart(PartConsumer consumer) {
    if (spec.kind() == FeatureKind.DENSE) {
      consumer.accept(name, tensor(), spec);
      return;
    }
    List<FeaturePart> parts = parts();
    for (int i = 0; i < parts.size(); i++) {
      FeaturePart part = parts.get(i);
      consumer.accept(
          part.name(), tensors.get(i), new TensorSpec(part.type(), part.shape(), spec.kind()));
    }
  }

  private Output<?> tensor() {
    return tensors.get(0);
  }

  private boolean isLongs(long... sizes) {
    return spec.type() == TInt64.class && hasSizes(sizes);
  }

  /** Shapes with a size that is not known are never equal. */
  private boolean hasSizes(long... sizes) {
    return !spec.shape().isUnknown() && Arrays.equals(spec.shape().asArray(), sizes);
  }

  private static boolean isPairs(Shape indices) {
    return !indices.isUnknown() && indices.numDimensions() == 2 && indices.get(1) == 2;
  }

  private static Class<? extends TType> type(Output<?> tensor) {
    return tensor.type().asSubclass(TType.class);
  }

  /** The size of a row is in no tensor's shape; our exports say it beside the graph. */
  private static Shape declaredShape(MetaGraphDef meta, Output<?> denseShape) {
    CollectionDef sizes =
        meta.getCollectionDefMap()
            .get(SparseShapes.COLLECTION + denseShape.op().name() + ":" + denseShape.index());
    return sizes == null || sizes.getInt64List().getValueCount() != 2
        ? Shape.of(-1, -1)
        : Shape.of(sizes.getInt64List().getValue(0), sizes.getInt64List().getValue(1));
  }

  private static Shape shape(TensorInfo info) {
    TensorShapeProto proto = info.getTensorShape();
    return proto.getUnknownRank()
        ? Shape.unknown()
        : Shape.of(proto.getDimList().stream().mapToLong(TensorShapeProto.Dim::getSize).toArray());
  }
}
