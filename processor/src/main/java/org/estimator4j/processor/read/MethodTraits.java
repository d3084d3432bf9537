package org.estimator4j.processor.read;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.Elements;
import org.estimator4j.processor.model.Trait;

/** Finds out what is remarkable about a method. */
final class MethodTraits {

  private static final String CONTINUATION = "kotlin.coroutines.Continuation";

  private final Elements elements;
  private final TypeReader typeReader;
  private final TypeElement model;
  private final Places places;

  MethodTraits(Elements elements, TypeReader typeReader, TypeElement model, Places places) {
    this.elements = elements;
    this.typeReader = typeReader;
    this.model = model;
    this.places = places;
  }

  Set<Trait> of(ExecutableElement method) {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    Set<Modifier> modifiers = method.getModifiers();
    if (modifiers.contains(Modifier.PRIVATE)) {
      traits.add(Trait.PRIVATE);
    } else if (!isCallable(method)) {
      traits.add(Trait.OUT_OF_REACH);
    }
    if (modifiers.contains(Modifier.ABSTRACT)) {
      traits.add(Trait.ABSTRACT);
    }
    if (modifiers.contains(Modifier.STATIC)) {
      traits.add(Trait.STATIC);
    }
    if (method.isVarArgs()) {
      traits.add(Trait.VARARGS);
    }
    if (!method.getTypeParameters().isEmpty()) {
      traits.add(Trait.GENERIC);
    }
    if (isNullable(method.getAnnotationMirrors())
        || isNullable(method.getReturnType().getAnnotationMirrors())) {
      traits.add(Trait.NULLABLE);
    }
    List<? extends VariableElement> parameters = method.getParameters();
    if (!parameters.isEmpty() && isContinuation(parameters.get(parameters.size() - 1))) {
      traits.add(Trait.SUSPEND);
    }
    if (!places.isInside(method) && nameless(parameters)) {
      traits.add(Trait.NAMELESS_PARAMETERS);
    }
    return traits;
  }

  /**
   * Whether the factory can call it: through the model, whatever class declares it; only static
   * methods of interfaces, which are not inherited, through the interface.
   */
  private boolean isCallable(ExecutableElement method) {
    TypeElement owner = Members.owner(method);
    if (owner.getKind().isInterface() && method.getModifiers().contains(Modifier.STATIC)) {
      return typeReader.reachable(method);
    }
    return method.getModifiers().contains(Modifier.PUBLIC)
        || elements.getPackageOf(method).equals(elements.getPackageOf(model));
  }

  /** By its simple name, as everybody has one of his own; Kotlin writes it for {@code T?}. */
  private static boolean isNullable(List<? extends AnnotationMirror> annotations) {
    for (AnnotationMirror mirror : annotations) {
      if (mirror.getAnnotationType().asElement().getSimpleName().contentEquals("Nullable")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isContinuation(VariableElement parameter) {
    return parameter.asType() instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element
        && element.getQualifiedName().contentEquals(CONTINUATION);
  }

  /** Compilers call them arg0, arg1 … where a class file does not name them. */
  private static boolean nameless(List<? extends VariableElement> parameters) {
    for (int i = 0; i < parameters.size(); i++) {
      if (!parameters.get(i).getSimpleName().contentEquals("arg" + i)) {
        return false;
      }
    }
    return !parameters.isEmpty();
  }
}
