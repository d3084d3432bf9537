package org.estimator4j.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;

/**
 * The gradient of the functional {@code If}: another one, whose branches are the gradients of the
 * branches. They compute again what they need of the way forward.
 */
final class IfGradient {

  private final ModelGraph graph;
  private final GradientStep step;
  private final List<Output<?>> arguments = new ArrayList<>();
  private final List<Integer> wanted = new ArrayList<>();
  private final List<Integer> seeded = new ArrayList<>();
  private final List<Output<?>> seeds = new ArrayList<>();

  private IfGradient(ModelGraph graph, GradientStep step) {
    this.graph = graph;
    this.step = step;
    for (int i = 1; i < step.op().numInputs(); i++) {
      arguments.add(step.input(i));
      if (step.wanted(i)) {
        wanted.add(i - 1);
      }
    }
    for (int i = 0; i < step.op().numOutputs(); i++) {
      if (step.hasOutputGradient(i)) {
        seeded.add(i);
        seeds.add(step.outputGradient(i).asOutput());
      }
    }
  }

  static void differentiate(ModelGraph graph, GradientStep step) {
    new IfGradient(graph, step).build();
  }

  private void build() {
    AttrValue then = branch("then_branch");
    AttrValue otherwise = branch("else_branch");
    List<Output<?>> inputs = new ArrayList<>(arguments);
    inputs.addAll(seeds);
    OperationBuilder builder = step.tf().scope().opBuilder(step.op().type(), "If");
    builder.addInput(step.input(0));
    builder.addInputList(inputs.toArray(Output<?>[]::new));
    builder.setAttr("Tout", wanted.stream().map(this::type).toArray(DataType[]::new));
    builder.setAttr("then_branch", then);
    builder.setAttr("else_branch", otherwise);
    give(builder.build());
  }

  private void give(Operation gradient) {
    for (int i = 0; i < wanted.size(); i++) {
      int input = wanted.get(i) + 1;
      step.inputGradient(input, shaped(step.tf(), gradient.output(i), step.input(input)));
    }
  }

  /** With the static shape of what it is the gradient of; a handle does not tell it. */
  static Operand<?> shaped(Ops tf, Output<?> gradient, Output<?> like) {
    return like.dataType() == DataType.DT_RESOURCE || like.shape().isUnknown()
        ? gradient
        : tf.ensureShape(gradient, like.shape());
  }

  private DataType type(int argument) {
    Output<?> tensor = arguments.get(argument);
    return tensor.dataType() == DataType.DT_RESOURCE
        ? Handles.elementType(tensor)
        : tensor.dataType();
  }

  private AttrValue branch(String attribute) {
    String name = step.op().attributes().getAttrValueProto(attribute).getFunc().getName();
    try (FunctionGraph body = FunctionGraph.of(graph, name, arguments)) {
      List<Output<?>> given = body.placeholdersLike(seeds);
      Map<Integer, Output<?>> bySeed = new LinkedHashMap<>();
      for (int i = 0; i < given.size(); i++) {
        bySeed.put(seeded.get(i), given.get(i));
      }
      List<Output<?>> results = new ArrayList<>();
      body.gradients(bySeed, wanted).forEach(gradient -> results.add(body.same(gradient)));
      List<Output<?>> inputs = new ArrayList<>(body.inputs());
      inputs.addAll(given);
      return body.function("gradient_of_" + name, inputs, results);
    }
  }
}
