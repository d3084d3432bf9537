package org.estimator4j.processor.check;

import java.util.List;
import java.util.Optional;
import org.estimator4j.processor.model.InputKind;
import org.estimator4j.processor.model.InputMention;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.Parameter;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.model.TypeRef;

/** Writes the method that a model lacks, with the model's own names, to paste. */
final class ExampleMethod {

  private final Subject subject;

  ExampleMethod(Subject subject) {
    this.subject = subject;
  }

  String of(Role role) {
    String network = network().map(Value::declaration).orElse("Operand<TFloat32> logits");
    String input = network().map(Value::name).orElse("logits");
    return switch (role) {
      case LOSS -> loss(network, input);
      case TRAIN_OP ->
          """
          Optimizer optimizer() {
            return new Adam(1e-3f);
          }""";
      default ->
          """
          Operand<TFloat32> predictions(Ops tf, %s) {
            return tf.nn.softmax(%s);
          }"""
              .formatted(network, input);
    };
  }

  private String loss(String network, String input) {
    Value label = label().orElse(new Value("Operand<TInt32>", "label"));
    String function =
        label.type().contains("TInt") ? "sparseSoftmaxCrossEntropy" : "meanSquaredError";
    return """
        Operand<TFloat32> loss(Losses losses, %s, @Label %s) {
          return losses.%s(%s, %s);
        }"""
        .formatted(network, label.declaration(), function, label.name(), input);
  }

  private record Value(String type, String name) {
    String declaration() {
      return type + " " + name;
    }
  }

  /** What the network gives: its result, or the first operand in the record. */
  private Optional<Value> network() {
    Optional<ModelMethod> network = subject.model().network();
    Optional<Value> component =
        network
            .flatMap(ModelMethod::components)
            .flatMap(parts -> parts.stream().filter(part -> isOperand(part.type())).findFirst())
            .map(part -> new Value(part.type().toString(), part.name()));
    return component.or(
        () ->
            network
                .filter(method -> isOperand(method.returnType()))
                .map(method -> new Value(method.returnType().toString(), method.name())));
  }

  private boolean isOperand(TypeRef type) {
    return subject.types().assignable(type, RuntimeTypes.ANY_OPERAND);
  }

  /** A label that another method takes already. */
  private Optional<Value> label() {
    for (ModelMethod method : subject.model().methods()) {
      for (Parameter parameter : method.parameters()) {
        List<InputMention> mentions = parameter.mentions();
        if (mentions.stream().anyMatch(mention -> mention.kind() == InputKind.LABEL)) {
          return Optional.of(new Value(parameter.type().toString(), parameter.name()));
        }
      }
    }
    return Optional.empty();
  }
}
