package org.estimator4j.processor.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.estimator4j.processor.model.InputKind;
import org.estimator4j.processor.model.RuntimeTypes;

/**
 * The methods of a class, its own in source order and then those it inherits. One that overrides
 * another takes over the other's annotations, unless it has some of ours itself.
 */
final class Members {

  private final Elements elements;
  private final Types types;
  private final TypeElement model;
  private final Map<ExecutableElement, ExecutableElement> annotated = new LinkedHashMap<>();
  private final List<TypeMirror> supertypes = new ArrayList<>();

  Members(Elements elements, Types types, TypeElement model) {
    this.elements = elements;
    this.types = types;
    this.model = model;
    Set<TypeElement> classes = new LinkedHashSet<>();
    collect(model, classes);
    classes.forEach(type -> ElementFilter.methodsIn(type.getEnclosedElements()).forEach(this::add));
  }

  /** The methods that a caller reaches, each with the method whose annotations count for it. */
  Map<ExecutableElement, ExecutableElement> annotated() {
    return annotated;
  }

  /** All classes and interfaces above it, missing ones included. */
  List<TypeMirror> supertypes() {
    return supertypes;
  }

  private void collect(TypeElement type, Set<TypeElement> classes) {
    if (type.getQualifiedName().contentEquals("java.lang.Object") || !classes.add(type)) {
      return;
    }
    for (TypeMirror supertype : types.directSupertypes(type.asType())) {
      supertypes.add(supertype);
      if (supertype instanceof DeclaredType declared
          && declared.asElement() instanceof TypeElement element) {
        collect(element, classes);
      }
    }
  }

  private void add(ExecutableElement method) {
    for (Map.Entry<ExecutableElement, ExecutableElement> entry : annotated.entrySet()) {
      if (replaces(entry.getKey(), method)) {
        if (!hasOurs(entry.getValue())) {
          entry.setValue(method);
        }
        return;
      }
    }
    annotated.put(method, method);
  }

  private boolean replaces(ExecutableElement nearer, ExecutableElement farther) {
    return nearer.getSimpleName().equals(farther.getSimpleName())
        && nearer.getParameters().size() == farther.getParameters().size()
        && !owner(nearer).equals(owner(farther))
        && (elements.overrides(nearer, farther, model) || elements.hides(nearer, farther));
  }

  /** The class or interface that declares a method. */
  static TypeElement owner(ExecutableElement method) {
    return (TypeElement) Objects.requireNonNull(method.getEnclosingElement());
  }

  private static boolean hasOurs(ExecutableElement method) {
    return hasRole(method) || method.getParameters().stream().anyMatch(Members::isBound);
  }

  static boolean hasRole(Element method) {
    return !Annotations.roles(method).isEmpty();
  }

  private static boolean isBound(VariableElement parameter) {
    return Annotations.find(parameter, InputKind.FEATURE.annotationName()).isPresent()
        || Annotations.find(parameter, InputKind.LABEL.annotationName()).isPresent()
        || Annotations.find(parameter, RuntimeTypes.FROM).isPresent();
  }
}
