package org.estimator4j.processor.check;

import java.util.Optional;
import org.estimator4j.processor.model.Component;
import org.estimator4j.processor.model.InputKind;
import org.estimator4j.processor.model.InputMention;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.Parameter;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.model.TypeRef;

/** Writes the method that a model lacks, with the model's own names and types, to paste. */
final class ExampleMethod {

  private final Subject subject;

  ExampleMethod(Subject subject) {
    this.subject = subject;
  }

  /** An operand that the method takes, as it is declared and as it is used. */
  private record Input(String declaration, String name, String element) {}

  String of(Role role) {
    Input network = network().orElse(new Input("Operand<TFloat32> logits", "logits", "TFloat32"));
    return switch (role) {
      case LOSS -> loss(network);
      case TRAIN_OP ->
          """
          Optimizer optimizer() {
            return new Adam(1e-3);
          }""";
      default ->
          """
          Operand<%s> predictions(Ops tf, %s) {
            return tf.nn.softmax(%s);
          }"""
              .formatted(network.element(), network.declaration(), network.name());
    };
  }

  private String loss(Input network) {
    Optional<Input> number = label(network.element());
    if (number.isPresent()) {
      return """
          Operand<%s> loss(Ops tf, %s, %s) {
            return tf.math.mean(tf.math.squaredDifference(%s, %s), tf.constant(0));
          }"""
          .formatted(
              network.element(),
              network.declaration(),
              number.get().declaration(),
              network.name(),
              number.get().name());
    }
    Input label =
        label("TInt32")
            .or(() -> label("TInt64"))
            .orElse(new Input("@Label Operand<TInt32> label", "label", "TInt32"));
    return """
        Operand<%s> loss(Losses losses, %s, %s) {
          return losses.sparseSoftmaxCrossEntropy(%s, %s);
        }"""
        .formatted(
            network.element(),
            network.declaration(),
            label.declaration(),
            label.name(),
            network.name());
  }

  /** What the network gives: its result, or the first operand in the record. */
  private Optional<Input> network() {
    return subject
        .model()
        .network()
        .flatMap(
            method ->
                method.components().stream()
                    .flatMap(parts -> parts.stream())
                    .flatMap(part -> input(part).stream())
                    .findFirst()
                    .or(() -> input("", method.returnType(), method.name())));
  }

  private Optional<Input> input(Component part) {
    return input("", part.type(), part.name());
  }

  /** A label of this element type that another method takes already. */
  private Optional<Input> label(String element) {
    for (ModelMethod method : subject.model().methods()) {
      for (Parameter parameter : method.parameters()) {
        for (InputMention mention : parameter.mentions()) {
          Optional<Input> label =
              input(written(mention, parameter), parameter.type(), parameter.name());
          if (mention.kind() == InputKind.LABEL
              && label.filter(found -> found.element().equals(element)).isPresent()) {
            return label;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static String written(InputMention mention, Parameter parameter) {
    return mention.name().equals(parameter.name())
        ? "@Label "
        : "@Label(name = \"" + mention.name() + "\") ";
  }

  private Optional<Input> input(String annotation, TypeRef type, String name) {
    return subject
        .types()
        .argumentOf(type, RuntimeTypes.OPERAND)
        .map(element -> new Input(annotation + type + " " + name, name, element.toString()));
  }
}
