package org.estimator4j.processor.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.estimator4j.processor.model.InputForm;
import org.estimator4j.processor.model.InputMention;
import org.estimator4j.processor.model.ModelClass;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.Parameter;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.model.RoleUse;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.model.TypeRef;
import org.estimator4j.processor.model.TypeSystem;

/**
 * A mention of a feature or label, with the element type that it states or that its parameter has.
 *
 * @param mention the mention
 * @param element its element type, where that is known
 * @param form how many tensors carry it
 * @param onParameter whether it stands on a parameter, not inside {@code @ModelFn}
 */
record Mention(
    InputMention mention, Optional<TypeRef> element, InputForm form, boolean onParameter) {

  /** Those that {@code @ModelFn} declares, then those on parameters. */
  static List<Mention> of(ModelClass model, List<ModelMethod> methods, TypeSystem types) {
    List<Mention> mentions = new ArrayList<>();
    for (ModelMethod method : model.methods()) {
      for (RoleUse use : method.roles()) {
        if (use.role() == Role.MODEL_FN) {
          for (InputMention mention : use.inputs()) {
            Optional<TypeRef> stated = mention.dtype().flatMap(RuntimeTypes::elementType);
            InputForm form = mention.form().orElse(InputForm.DENSE);
            mentions.add(new Mention(mention, stated, form, false));
          }
        }
      }
    }
    for (ModelMethod method : methods) {
      for (Parameter parameter : method.parameters()) {
        for (InputMention mention : parameter.mentions()) {
          Optional<TypeRef> element = InputRules.elementType(parameter.type(), types);
          InputForm form = InputForm.of(parameter.type()).orElse(InputForm.DENSE);
          mentions.add(new Mention(mention, element, form, true));
        }
      }
    }
    return mentions;
  }

  /** The element type, or what holds it where that is not a single tensor. */
  String type() {
    TypeRef type = element.orElseThrow();
    return form == InputForm.DENSE ? type.toString() : form.operand(type).toString();
  }

  /** What it is, at the beginning of a sentence. */
  String noun() {
    String noun = mention.kind().noun();
    return Character.toUpperCase(noun.charAt(0)) + noun.substring(1);
  }

  /** The sizes that it gives; none if it gives no shape. */
  List<Long> sizes() {
    return mention.shape().orElse(List.of());
  }

  /** Whether a size is one that no dimension can have. */
  boolean hasIllegalSize() {
    for (long size : sizes()) {
      if (size < -1) {
        return true;
      }
    }
    return false;
  }
}
