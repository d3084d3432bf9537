package org.estimator4j.processor.read;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private static final Map<String, Role> ROLES = new HashMap<>();

  static {
    for (Role role : Role.values()) {
      ROLES.put(role.annotationName(), role);
    }
  }

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
    Optional<AnnotationValue> given = value(mirror, attribute);
    return given.isPresent() && given.get().getValue() instanceof String string
        ? Optional.of(string)
        : Optional.empty();
  }

  /** The name of the enum constant. */
  static Optional<String> constant(AnnotationMirror mirror, String attribute) {
    Optional<AnnotationValue> given = value(mirror, attribute);
    return given.isPresent() ? constant(given.get()) : Optional.empty();
  }

  private static Optional<String> constant(AnnotationValue value) {
    return value.getValue() instanceof VariableElement constant
        ? Optional.of(constant.getSimpleName().toString())
        : Optional.empty();
  }

  static Optional<Set<Mode>> modes(AnnotationMirror mirror) {
    Optional<List<AnnotationValue>> values = list(mirror, "modes");
    if (values.isEmpty()) {
      return Optional.empty();
    }
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    for (AnnotationValue value : values.get()) {
      String constant = constant(value).orElse("");
      for (Mode mode : Mode.values()) {
        if (mode.name().equals(constant)) {
          modes.add(mode);
        }
      }
    }
    boolean misspelt = modes.isEmpty() && !values.get().isEmpty();
    return misspelt ? Optional.empty() : Optional.of(modes);
  }

  static Optional<List<Long>> longs(AnnotationMirror mirror, String attribute) {
    Optional<List<AnnotationValue>> values = list(mirror, attribute);
    if (values.isEmpty()) {
      return Optional.empty();
    }
    List<Long> longs = new ArrayList<>();
    for (AnnotationValue value : values.get()) {
      if (value.getValue() instanceof Number number) {
        longs.add(number.longValue());
      }
    }
    return Optional.of(List.copyOf(longs));
  }

  static List<String> strings(AnnotationMirror mirror, String attribute) {
    List<String> strings = new ArrayList<>();
    for (AnnotationValue value : list(mirror, attribute).orElse(List.of())) {
      if (value.getValue() instanceof String string) {
        strings.add(string);
      }
    }
    return List.copyOf(strings);
  }

  /** The annotations nested in an array. */
  static List<AnnotationValue> nested(AnnotationMirror mirror, String attribute) {
    List<AnnotationValue> nested = new ArrayList<>();
    for (AnnotationValue value : list(mirror, attribute).orElse(List.of())) {
      if (value.getValue() instanceof AnnotationMirror) {
        nested.add(value);
      }
    }
    return nested;
  }

  private static Optional<List<AnnotationValue>> list(AnnotationMirror mirror, String attribute) {
    Optional<AnnotationValue> given = value(mirror, attribute);
    if (given.isEmpty() || !(given.get().getValue() instanceof List<?> values)) {
      return Optional.empty();
    }
    List<AnnotationValue> list = new ArrayList<>();
    for (Object value : values) {
      if (value instanceof AnnotationValue each) {
        list.add(each);
      }
    }
    return Optional.of(list);
  }
}
