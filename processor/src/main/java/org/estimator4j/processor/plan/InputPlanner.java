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
    List<InputMention> all = model.mentions().toList();
    List<InputPlan> inputs = new ArrayList<>();
    for (InputKind kind : InputKind.values()) {
      Map<String, List<InputMention>> byName = new LinkedHashMap<>();
      for (InputMention mention : all) {
        if (mention.kind() == kind) {
          byName.computeIfAbsent(mention.name(), unused -> new ArrayList<>()).add(mention);
        }
      }
      for (Map.Entry<String, List<InputMention>> input : byName.entrySet()) {
        inputs.add(plan(model, kind, input.getKey(), input.getValue(), types, names));
      }
    }
    return inputs;
  }

  private static InputPlan plan(
      ModelClass model,
      InputKind kind,
      String name,
      List<InputMention> mentions,
      TypeSystem types,
      Names names) {
    Optional<TypeRef> type = typeOf(model, kind, name);
    Optional<InputForm> form = type.isPresent() ? InputForm.of(type.get()) : Optional.empty();
    Optional<List<Long>> shape = Optional.empty();
    Optional<TypeRef> element = Optional.empty();
    for (InputMention mention : mentions) {
      form = form.isPresent() ? form : mention.form();
      shape = shape.isPresent() ? shape : mention.shape();
      if (element.isEmpty() && mention.dtype().isPresent()) {
        element = RuntimeTypes.elementType(mention.dtype().get());
      }
    }
    InputForm chosen = form.orElse(InputForm.DENSE);
    if (element.isEmpty() && type.isPresent() && InputForm.of(type.get()).isPresent()) {
      element = types.argumentOf(type.get(), chosen.operand());
    }
    if (element.isEmpty()) {
      throw new IllegalStateException(kind.noun() + " '" + name + "' has no element type");
    }
    return new InputPlan(
        kind,
        name,
        chosen,
        element.get(),
        shape.isPresent() ? shape.get() : chosen.usualShape(),
        names.constant(name, kind.noun().toUpperCase(Locale.ROOT)));
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
