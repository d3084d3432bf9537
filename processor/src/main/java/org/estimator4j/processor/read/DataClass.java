package org.estimator4j.processor.read;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/**
 * A Kotlin data class, as kapt's stub or a class file shows it: a plain class with fields and
 * getters, and {@code component1()}, {@code component2()}… in the order of its constructor. Names
 * of the constructor's parameters may be missing in a class file; those of its fields never are.
 *
 * @param properties what its primary constructor declares
 */
record DataClass(List<Property> properties) {

  /**
   * A property of the primary constructor.
   *
   * @param field what holds it, and its name
   * @param accessor its getter
   * @param parameter its parameter of the constructor
   */
  record Property(VariableElement field, ExecutableElement accessor, VariableElement parameter) {

    String name() {
      return field.getSimpleName().toString();
    }

    /** An annotation of the property, wherever Kotlin put it. */
    Optional<AnnotationMirror> annotation(String qualifiedName) {
      return Annotations.find(field, qualifiedName)
          .or(() -> Annotations.find(parameter, qualifiedName))
          .or(() -> Annotations.find(accessor, qualifiedName));
    }
  }

  /** What the class is as a data class; nothing if it is none. */
  static Optional<DataClass> of(TypeElement type) {
    List<ExecutableElement> methods = ElementFilter.methodsIn(type.getEnclosedElements());
    int count = 0;
    while (method(methods, "component" + (count + 1)).isPresent()) {
      count++;
    }
    int size = count;
    if (size == 0) {
      return Optional.empty();
    }
    return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
        .filter(constructor -> constructor.getParameters().size() == size)
        .findFirst()
        .flatMap(constructor -> properties(type, methods, constructor))
        .map(DataClass::new);
  }

  /** The constructor's properties come before those of the body. */
  private static Optional<List<Property>> properties(
      TypeElement type, List<ExecutableElement> methods, ExecutableElement constructor) {
    Iterator<VariableElement> fields =
        ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
            .filter(field -> !field.getModifiers().contains(Modifier.STATIC))
            .iterator();
    List<Property> properties = new ArrayList<>();
    int number = 0;
    for (VariableElement parameter : constructor.getParameters()) {
      if (!fields.hasNext()) {
        return Optional.empty();
      }
      VariableElement field = fields.next();
      String component = "component" + ++number;
      ExecutableElement accessor =
          method(methods, getter(field.getSimpleName().toString()))
              .or(() -> method(methods, component))
              .orElseThrow();
      if (!accessor.getModifiers().contains(Modifier.PRIVATE)) { // Else it is nobody's business.
        properties.add(new Property(field, accessor, parameter));
      }
    }
    return Optional.of(properties);
  }

  private static String getter(String name) {
    return "get" + name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
  }

  /** What is internal has a name that ends in that of the module: {@code getOdds$app}. */
  private static Optional<ExecutableElement> method(List<ExecutableElement> methods, String name) {
    return methods.stream()
        .filter(
            method ->
                method.getSimpleName().contentEquals(name)
                    || method.getSimpleName().toString().startsWith(name + "$"))
        .filter(method -> method.getParameters().isEmpty())
        .findFirst();
  }
}
