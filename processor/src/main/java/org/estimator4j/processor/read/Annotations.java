package org.estimator4j.processor.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.QualifiedNameable;
import javax.lang.model.element.VariableElement;
import org.estimator4j.processor.model.Mode;
import org.estimator4j.processor.model.Role;

/**
 * Reads annotations as mirrors, which keep their positions. A value that the compiler could not
 * understand (it has said so itself) counts as not given.
 */
final class Annotations {

  private static final Map<String, Role> ROLES =
      Arrays.stream(Role.values()).collect(Collectors.toMap(Role::annotationName, role -> role));

  private Annotations() {}

  /** The annotations of an element that say what role it has, in the order of roles. */
  static Map<Role, AnnotationMirror> roles(Element element) {
    Map<Role, AnnotationMirror> roles = new EnumMap<>(Role.class);
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      if (mirror.getAnnotationType().asElement() instanceof QualifiedNameable named) {
        Role role = ROLES.get(named.getQualifiedName().toString());
        if (role != null) {
          roles.put(role, mirror);
        }
      }
    }
    return roles;
  }

  /** The annotation of this qualified name on an element. */
  static Optional<AnnotationMirror> find(Element element, String qualifiedName) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      Element type = mirror.getAnnotationType().asElement();
      if (type instanceof QualifiedNameable named
          && named.getQualifiedName().contentEquals(qualifiedName)) {
        return Optional.of(mirror);
      }
    }
    return Optional.empty();
  }

  /** The value that is written for an attribute, not its default. */
  static Optional<AnnotationValue> value(AnnotationMirror mirror, String attribute) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        mirror.getElementValues().entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(attribute)) {
        return Optional.of(entry.getValue());
      }
    }
    return Optional.empty();
  }

  static Optional<String> string(AnnotationMirror mirror, String attribute) {
    return value(mirror, attribute)
        .map(AnnotationValue::getValue)
        .filter(String.class::isInstance)
        .map(String.class::cast);
  }

  /** The name of the enum constant. */
  static Optional<String> constant(AnnotationMirror mirror, String attribute) {
    return value(mirror, attribute).flatMap(Annotations::constant);
  }

  private static Optional<String> constant(AnnotationValue value) {
    return value.getValue() instanceof VariableElement constant
        ? Optional.of(constant.getSimpleName().toString())
        : Optional.empty();
  }

  static Optional<Set<Mode>> modes(AnnotationMirror mirror) {
    return list(mirror, "modes")
        .flatMap(
            values -> {
              Set<Mode> modes = EnumSet.noneOf(Mode.class);
              for (AnnotationValue value : values) {
                for (Mode mode : Mode.values()) {
                  if (constant(value).filter(mode.name()::equals).isPresent()) {
                    modes.add(mode);
                  }
                }
              }
              boolean misspelt = modes.isEmpty() && !values.isEmpty();
              return misspelt ? Optional.empty() : Optional.of(modes);
            });
  }

  static Optional<List<Long>> longs(AnnotationMirror mirror, String attribute) {
    return list(mirror, attribute)
        .map(
            values -> {
              List<Long> longs = new ArrayList<>();
              for (AnnotationValue value : values) {
                if (value.getValue() instanceof Number number) {
                  longs.add(number.longValue());
                }
              }
              return List.copyOf(longs);
            });
  }

  static List<String> strings(AnnotationMirror mirror, String attribute) {
    return list(mirror, attribute).orElse(List.of()).stream()
        .map(AnnotationValue::getValue)
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .toList();
  }

  /** The annotations nested in an array. */
  static List<AnnotationValue> nested(AnnotationMirror mirror, String attribute) {
    return list(mirror, attribute).orElse(List.of()).stream()
        .filter(value -> value.getValue() instanceof AnnotationMirror)
        .toList();
  }

  private static Optional<List<AnnotationValue>> list(AnnotationMirror mirror, String attribute) {
    return value(mirror, attribute)
        .map(AnnotationValue::getValue)
        .filter(List.class::isInstance)
        .map(
            values ->
                ((List<?>) values)
                    .stream()
                        .filter(AnnotationValue.class::isInstance)
                        .map(AnnotationValue.class::cast)
                        .toList());
  }
}
