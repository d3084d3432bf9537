package org.estimator4j.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.estimator4j.processor.diagnostic.Place;

/**
 * A class with annotated methods.
 *
 * @param type the class
 * @param binaryName its name in the virtual machine, without the package: {@code Outer$Inner}
 * @param kind what it is in a sentence: {@code class}, {@code record}, {@code interface} …
 * @param methods its annotated methods in source order, then the inherited ones
 * @param plainMethods its other methods
 * @param dropped what a Kotlin class has beside those
 * @param traits what is remarkable about it
 * @param place the class
 */
public record ModelClass(
    TypeRef type,
    String binaryName,
    String kind,
    List<ModelMethod> methods,
    List<PlainMethod> plainMethods,
    List<DroppedFunction> dropped,
    Set<Trait> traits,
    Place place) {

  /** The name in messages: {@code Outer.Inner}. */
  public String name() {
    return String.join(".", type.simpleNames());
  }

  /** The simple name of its factory: {@code Outer_InnerSpecFactory}. */
  public String factoryName() {
    return binaryName.replace('$', '_') + "SpecFactory";
  }

  /** The simple name of its typed predictor: {@code Outer_InnerPredictor}. */
  public String predictorName() {
    return binaryName.replace('$', '_') + "Predictor";
  }

  /** Whether it is remarkable in this way. */
  public boolean is(Trait trait) {
    return traits.contains(trait);
  }

  /** The {@code @ModelFn} method; the first, if there are several. */
  public Optional<ModelMethod> network() {
    for (ModelMethod method : methods) {
      if (method.has(Role.MODEL_FN)) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }

  /** The methods of a role, in order. */
  public Stream<ModelMethod> withRole(Role role) {
    return methods.stream().filter(method -> method.has(role));
  }

  /** Whether its {@code @ModelFn} method returns the whole spec: the ported style. */
  public boolean ported() {
    return network().filter(ModelMethod::returnsSpec).isPresent();
  }

  /**
   * Whether it only holds methods for subclasses: it cannot be instantiated, and does not claim to
   * be a model by a {@code @ModelFn} of its own.
   */
  public boolean shared() {
    return is(Trait.ABSTRACT)
        && withRole(Role.MODEL_FN).noneMatch(method -> method.owner().is(type));
  }

  /** Every mention of a feature or label, those declared on {@code @ModelFn} first. */
  public Stream<InputMention> mentions() {
    return Stream.concat(
        methods.stream()
            .flatMap(method -> method.roles().stream())
            .flatMap(use -> use.inputs().stream()),
        methods.stream()
            .flatMap(method -> method.parameters().stream())
            .flatMap(parameter -> parameter.mentions().stream()));
  }
}
