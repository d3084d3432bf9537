package org.estimator4j.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.estimator4j.tensorflow.GraphEdits;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NameAttrList;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;

/**
 * A graph for the making of a function; with or without the body of another in it, which can be
 * differentiated here.
 */
final class FunctionGraph implements AutoCloseable {

  private static final String BODY = "body";

  private final ModelGraph owner;
  private final ModelGraph graph;
  private final List<Output<?>> inputs = new ArrayList<>();
  private final List<Output<?>> outputs = new ArrayList<>();

  private FunctionGraph(ModelGraph owner) {
    this.owner = owner;
    this.graph = owner.forFunction();
  }

  /** Without anything in it. */
  static FunctionGraph empty(ModelGraph owner) {
    return new FunctionGraph(owner);
  }

  /** With the body of a function of the owner, for arguments of these types and shapes. */
  static FunctionGraph of(ModelGraph owner, String function, List<Output<?>> arguments) {
    return of(owner, function, arguments, Set.of());
  }

  /** As before, but some arguments may have any shape. */
  static FunctionGraph of(
      ModelGraph owner, String function, List<Output<?>> arguments, Set<Integer> anyShape) {
    FunctionGraph made = empty(owner);
    try {
      made.importBody(function, arguments, anyShape);
      return made;
    } catch (RuntimeException e) {
      made.close();
      throw e;
    }
  }

  private void importBody(String name, List<Output<?>> arguments, Set<Integer> anyShape) {
    GraphDef all = owner.tensorflow().toGraphDef();
    FunctionDef function = FunctionDefs.find(all.getLibrary(), name);
    graph.tensorflow().importGraphDef(FunctionDefs.graph(all, function, arguments, anyShape), BODY);
    function.getSignature().getInputArgList().forEach(arg -> inputs.add(tensor(arg.getName())));
    FunctionDefs.results(function).forEach(result -> outputs.add(tensor(result)));
  }

  private Output<?> tensor(String name) {
    int colon = name.indexOf(':');
    String node = colon < 0 ? name : name.substring(0, colon);
    int index = colon < 0 ? 0 : Integer.parseInt(name.substring(colon + 1));
    return graph.tensorflow().operationOrThrow(BODY + "/" + node).output(index);
  }

  Ops ops() {
    return graph.ops();
  }

  List<Output<?>> inputs() {
    return inputs;
  }

  List<Output<?>> outputs() {
    return outputs;
  }

  /** Another argument of the function that is made. */
  Output<?> placeholder(DataType type, Shape shape) {
    return ops()
        .scope()
        .opBuilder("Placeholder", "argument")
        .setAttr("dtype", type)
        .setAttr("shape", shape)
        .build()
        .output(0);
  }

  List<Output<?>> placeholdersLike(List<Output<?>> tensors) {
    List<Output<?>> made = new ArrayList<>();
    tensors.forEach(tensor -> made.add(placeholder(tensor.dataType(), tensor.shape())));
    return made;
  }

  /**
   * Gradients of the body, as nodes of this graph.
   *
   * @param seeds the gradients of its outputs, by index
   * @param wanted with respect to which of its inputs
   * @return a gradient for each of these; zeros where the outputs do not depend on it
   */
  List<Operand<?>> gradients(Map<Integer, Output<?>> seeds, List<Integer> wanted) {
    Ops tf = ops();
    List<Operand<TFloat64>> terms = new ArrayList<>();
    seeds.forEach((index, seed) -> terms.add(product(tf, outputs.get(index), seed)));
    List<Output<?>> xs = wanted.stream().<Output<?>>map(inputs::get).toList();
    List<Optional<Operand<?>>> found = graph.gradientsAt(tf.math.addN(terms), xs);
    List<Operand<?>> gradients = new ArrayList<>();
    for (int i = 0; i < xs.size(); i++) {
      Output<?> x = xs.get(i);
      gradients.add(found.get(i).orElseGet(() -> Handles.zeros(tf, x)));
    }
    return gradients;
  }

  /** {@code Σ y · dy}, whose gradient is that of y, seeded with dy. */
  @SuppressWarnings("unchecked") // of one element type, whichever it is
  private static Operand<TFloat64> product(Ops tf, Output<?> y, Output<?> dy) {
    Operand<TFloat32> terms = tf.math.mul((Operand<TFloat32>) y, (Operand<TFloat32>) dy);
    Operand<TFloat32> flat = tf.reshape(terms, tf.constant(new int[] {-1}));
    return tf.dtypes.cast(tf.reduceSum(flat, tf.constant(0)), TFloat64.class);
  }

  /** Lets all nodes that use one tensor use another. */
  void replace(Output<?> old, Output<?> by) {
    for (GraphOperation consumer : ((GraphOperation) old.op()).consumers()) {
      for (int i = 0; i < consumer.numInputs(); i++) {
        if (consumer.input(i).equals(old)) {
          GraphEdits.updateEdge(graph.tensorflow(), by, consumer, i);
        }
      }
    }
  }

  /** A tensor equal to another, so that an argument can be a result. */
  @SuppressWarnings("unchecked") // of whichever element type
  Output<?> same(Operand<?> tensor) {
    return ops().identity((Operand<TFloat32>) tensor).asOutput();
  }

  /** Makes a function and gives it, with all it needs, to the owner; what is put in is its name. */
  AttrValue function(
      String prefix, List<? extends Output<?>> arguments, List<? extends Output<?>> results) {
    GraphDef all = graph.tensorflow().toGraphDef();
    FunctionDef made = NewFunction.of(all, prefix, List.copyOf(arguments), List.copyOf(results));
    owner
        .tensorflow()
        .importGraphDef(
            GraphDef.newBuilder()
                .setVersions(all.getVersions())
                .setLibrary(all.getLibrary().toBuilder().addFunction(made))
                .build());
    NameAttrList name = NameAttrList.newBuilder().setName(made.getSignature().getName()).build();
    return AttrValue.newBuilder().setFunc(name).build();
  }

  @Override
  public void close() {
    graph.close();
  }
}
