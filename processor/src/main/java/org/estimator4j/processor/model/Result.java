package org.estimator4j.processor.model;

import java.util.Optional;

/**
 * What a method gives to others: its whole result, or a component of the record that it returns.
 *
 * @param method the method
 * @param component the component, or nothing for the whole
 */
public record Result(ModelMethod method, Optional<Component> component) {

  /** The type of it. */
  public TypeRef type() {
    return component.map(Component::type).orElse(method.returnType());
  }

  /** The unmistakable name, as {@code @From} takes it: {@code logits} or {@code net.logits}. */
  public String path() {
    return component.map(part -> method.name() + "." + part.name()).orElse(method.name());
  }
}
