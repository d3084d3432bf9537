package org.estimator4j.processor.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.estimator4j.processor.model.InputForm;
import org.estimator4j.processor.model.InputKind;
import org.estimator4j.processor.model.InputMention;
import org.estimator4j.processor.model.ModelClass;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.Parameter;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.model.TypeRef;
import org.estimator4j.processor.model.TypeSystem;

/** Puts together what several mentions of a feature or label say about it. */
final class InputPlanner {

  private InputPlanner() {}

  static List<InputPlan> plan(ModelClass model, TypeSystem types, Names names) {
    List<InputPlan> inputs = new ArrayList<>();
    for (InputKind kind : InputKind.values()) {
      Map<String, List<InputMention>> byName = new LinkedHashMap<>();
      model
          .mentions()
          .filter(mention -> mention.kind() == kind)
          .forEach(
              mention ->
                  byName.computeIfAbsent(mention.name(), unused -> new ArrayList<>()).add(mention));
      byName.forEach(
          (name, mentions) -> {
            InputForm form =
                typeOf(model, kind, name)
                    .flatMap(InputForm::of)
                    .or(() -> mentions.stream().flatMap(each -> each.form().stream()).findFirst())
                    .orElse(InputForm.DENSE);
            inputs.add(
                new InputPlan(
                    kind,
                    name,
                    form,
                    elementType(model, kind, name, mentions, types),
                    mentions.stream()
                        .flatMap(mention -> mention.shape().stream())
                        .findFirst()
                        .orElse(form.usualShape()),
                    names.constant(name, kind.noun().toUpperCase(Locale.ROOT))));
          });
    }
    return inputs;
  }

  private static TypeRef elementType(
      ModelClass model,
      InputKind kind,
      String name,
      List<InputMention> mentions,
      TypeSystem types) {
    Optional<TypeRef> declared =
        mentions.stream()
            .flatMap(mention -> mention.dtype().flatMap(RuntimeTypes::elementType).stream())
            .findFirst();
    if (declared.isPresent()) {
      return declared.get();
    }
    return typeOf(model, kind, name)
        .flatMap(type -> InputForm.of(type).flatMap(form -> types.argumentOf(type, form.operand())))
        .orElseThrow(
            () -> new IllegalStateException(kind.noun() + " '" + name + "' has no element type"));
  }

  /** The type of the first parameter that takes an input; empty if only all of them are taken. */
  private static Optional<TypeRef> typeOf(ModelClass model, InputKind kind, String name) {
    for (ModelMethod method : model.methods()) {
      for (Parameter parameter : method.parameters()) {
        for (InputMention mention : parameter.mentions()) {
          if (mention.kind() == kind && mention.name().equals(name)) {
            return Optional.of(parameter.type());
          }
        }
      }
    }
    return Optional.empty();
  }
}
