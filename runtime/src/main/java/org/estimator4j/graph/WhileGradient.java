package org.estimator4j.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TInt32;

/**
 * The gradient of the functional {@code While}: the loop runs again and counts its rounds and keeps
 * the values of each, then a second loop goes back over them. What no round changes, such as
 * weights, is not kept. A body that is not a function of its arguments, as one with stateful random
 * operations, cannot be run again: use stateless ones.
 */
final class WhileGradient {

  private final ModelGraph graph;
  private final GradientStep step;
  private final Ops tf;
  private final List<Output<?>> arguments = new ArrayList<>();

  /** Arguments that change from round to round. */
  private final List<Integer> kept = new ArrayList<>();

  /** Of these, those whose shape may change, too. */
  private final Set<Integer> anyShape = new HashSet<>();

  /** Arguments through which a gradient flows: all of floating point, and handles asked about. */
  private final List<Integer> carried = new ArrayList<>();

  private WhileGradient(ModelGraph graph, GradientStep step) {
    this.graph = graph;
    this.step = step;
    this.tf = step.tf();
    for (int i = 0; i < step.op().numInputs(); i++) {
      arguments.add(step.input(i));
      DataType type = step.input(i).dataType();
      if (type == DataType.DT_RESOURCE ? step.wanted(i) : DataFlow.differentiable(type)) {
        carried.add(i);
      }
    }
    try (FunctionGraph body = body()) {
      for (int i = 0; i < arguments.size(); i++) {
        Output<?> before = body.inputs().get(i);
        Output<?> after = body.outputs().get(i);
        if (!after.equals(before)) {
          kept.add(i);
          if (!after.shape().equals(before.shape())) {
            anyShape.add(i);
          }
        }
      }
    }
  }

  static void differentiate(ModelGraph graph, GradientStep step) {
    new WhileGradient(graph, step).build();
  }

  private void build() {
    Operation forward = record();
    // Back: the count, what no round changes, the lists, and the gradients so far.
    List<Output<?>> inputs = new ArrayList<>();
    inputs.add(forward.output(0));
    inputs.addAll(constant());
    for (int i = 0; i < kept.size(); i++) {
      inputs.add(forward.output(1 + arguments.size() + i));
    }
    for (int argument : carried) {
      Operand<?> start =
          arguments.get(argument).dataType() == DataType.DT_RESOURCE
              ? Handles.zeros(tf, arguments.get(argument))
              : step.outputGradient(argument);
      inputs.add(start.asOutput());
    }
    Operation back = loop(inputs, anyRoundLeft(inputs), back(inputs));
    int first = inputs.size() - carried.size();
    for (int i = 0; i < carried.size(); i++) {
      int argument = carried.get(i);
      if (step.wanted(argument)) {
        Output<?> gradient = back.output(first + i);
        step.inputGradient(argument, IfGradient.shaped(tf, gradient, arguments.get(argument)));
      }
    }
  }

  /** What no round changes. */
  private List<Output<?>> constant() {
    List<Output<?>> constant = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      if (!kept.contains(i)) {
        constant.add(arguments.get(i));
      }
    }
    return constant;
  }

  /** The loop once more, with a count in front and lists behind its values. */
  private Operation record() {
    List<Output<?>> inputs = new ArrayList<>();
    inputs.add(tf.constant(0).asOutput());
    inputs.addAll(arguments);
    kept.forEach(argument -> inputs.add(emptyList(arguments.get(argument).dataType())));
    try (FunctionGraph condition = functionGraph("cond");
        FunctionGraph body = body()) {
      AttrValue again =
          condition.function(
              "recorded_condition",
              framed(condition),
              List.of(condition.same(condition.outputs().get(0))));
      return loop(inputs, again, recorded(body));
    }
  }

  /** The arguments of a recording function: count, values, lists. */
  private List<Output<?>> framed(FunctionGraph function) {
    List<Output<?>> all = new ArrayList<>();
    all.add(function.placeholder(DataType.DT_INT32, Shape.scalar()));
    all.addAll(function.inputs());
    kept.forEach(i -> all.add(function.placeholder(DataType.DT_VARIANT, Shape.scalar())));
    return all;
  }

  @SuppressWarnings("unchecked") // the count is an int32
  private AttrValue recorded(FunctionGraph body) {
    List<Output<?>> inputs = framed(body);
    Ops ops = body.ops();
    List<Output<?>> results = new ArrayList<>();
    results.add(ops.math.add((Output<TInt32>) inputs.get(0), ops.constant(1)).asOutput());
    body.outputs().forEach(output -> results.add(body.same(output)));
    for (int i = 0; i < kept.size(); i++) {
      OperationBuilder push = ops.scope().opBuilder("TensorListPushBack", "keep");
      push.addInput(inputs.get(1 + arguments.size() + i));
      push.addInput(body.inputs().get(kept.get(i)));
      results.add(push.build().output(0));
    }
    return body.function("recorded_body", inputs, results);
  }

  @SuppressWarnings("unchecked") // the count is an int32
  private AttrValue anyRoundLeft(List<Output<?>> like) {
    try (FunctionGraph function = FunctionGraph.empty(graph)) {
      List<Output<?>> inputs = function.placeholdersLike(like);
      Ops ops = function.ops();
      return function.function(
          "any_round_left",
          inputs,
          List.of(ops.math.greater((Output<TInt32>) inputs.get(0), ops.constant(0)).asOutput()));
    }
  }

  /** One round back. */
  @SuppressWarnings("unchecked") // the count is an int32
  private AttrValue back(List<Output<?>> like) {
    try (FunctionGraph body = body()) {
      Ops ops = body.ops();
      Output<?> count = body.placeholder(DataType.DT_INT32, Shape.scalar());
      List<Output<?>> unchanged = new ArrayList<>(body.inputs());
      List<Output<?>> lists = new ArrayList<>();
      List<Output<?>> values = new ArrayList<>();
      List<Output<?>> shortened = new ArrayList<>();
      for (int argument : kept) {
        Output<?> list = body.placeholder(DataType.DT_VARIANT, Shape.scalar());
        OperationBuilder pop = ops.scope().opBuilder("TensorListPopBack", "last");
        pop.addInput(list).addInput(ops.constant(-1).asOutput());
        pop.setAttr("element_dtype", arguments.get(argument).dataType());
        Operation last = pop.build();
        lists.add(list);
        shortened.add(last.output(0));
        values.add(last.output(1));
        unchanged.remove(body.inputs().get(argument));
      }
      List<Output<?>> seeds = new ArrayList<>();
      for (int i = 0; i < carried.size(); i++) {
        Output<?> start = like.get(like.size() - carried.size() + i);
        Shape shape = anyShape.contains(carried.get(i)) ? Shape.unknown() : start.shape();
        seeds.add(body.placeholder(start.dataType(), shape));
      }
      List<Output<?>> results = new ArrayList<>();
      results.add(ops.math.sub((Output<TInt32>) count, ops.constant(1)).asOutput());
      unchanged.forEach(value -> results.add(body.same(value)));
      results.addAll(shortened);
      gradients(body, seeds).forEach(gradient -> results.add(body.same(gradient)));
      for (int i = 0; i < kept.size(); i++) {
        body.replace(body.inputs().get(kept.get(i)), values.get(i));
      }
      List<Output<?>> inputs = new ArrayList<>();
      inputs.add(count);
      inputs.addAll(unchanged);
      inputs.addAll(lists);
      inputs.addAll(seeds);
      return body.function("one_round_back", inputs, results);
    }
  }

  /** The gradients before a round from those after it; those of variables add up. */
  private List<Operand<?>> gradients(FunctionGraph body, List<Output<?>> seeds) {
    Map<Integer, Output<?>> bySeed = new LinkedHashMap<>();
    for (int i = 0; i < carried.size(); i++) {
      if (!isHandle(carried.get(i))) {
        bySeed.put(carried.get(i), seeds.get(i));
      }
    }
    List<Operand<?>> found = new ArrayList<>(body.gradients(bySeed, carried));
    for (int i = 0; i < carried.size(); i++) {
      if (isHandle(carried.get(i))) {
        found.set(i, sum(body.ops(), found.get(i), seeds.get(i)));
      }
    }
    return found;
  }

  @SuppressWarnings("unchecked") // of one element type, whichever it is
  private static Operand<?> sum(Ops ops, Operand<?> x, Operand<?> y) {
    return ops.math.add(
        (Operand<org.tensorflow.types.TFloat32>) x, (Operand<org.tensorflow.types.TFloat32>) y);
  }

  private boolean isHandle(int argument) {
    return arguments.get(argument).dataType() == DataType.DT_RESOURCE;
  }

  private Operation loop(List<Output<?>> inputs, AttrValue condition, AttrValue body) {
    OperationBuilder builder = tf.scope().opBuilder(step.op().type(), "While");
    builder.addInputList(inputs.toArray(Output<?>[]::new));
    builder.setAttr("cond", condition);
    builder.setAttr("body", body);
    return builder.build();
  }

  private Output<?> emptyList(DataType type) {
    OperationBuilder builder = tf.scope().opBuilder("EmptyTensorList", "kept");
    builder.addInput(tf.constant(-1).asOutput()).addInput(tf.constant(-1).asOutput());
    return builder.setAttr("element_dtype", type).build().output(0);
  }

  private FunctionGraph body() {
    return functionGraph("body");
  }

  private FunctionGraph functionGraph(String attribute) {
    String name = step.op().attributes().getAttrValueProto(attribute).getFunc().getName();
    return FunctionGraph.of(graph, name, arguments, anyShape);
  }
}
