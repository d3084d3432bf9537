package org.estimator4j.processor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;
import org.estimator4j.processor.model.Component;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.model.TypeRef;

/** Reads the components of the record that a method returns. */
final class ComponentReader {

  private final Types types;
  private final TypeReader typeReader;
  private final Places places;

  ComponentReader(Types types, TypeReader typeReader, Places places) {
    this.types = types;
    this.typeReader = typeReader;
    this.places = places;
  }

  /** The components; nothing if the type is no record. */
  Optional<List<Component>> read(ExecutableElement method, TypeMirror returned) {
    if (!(returned instanceof DeclaredType declared)
        || declared.asElement().getKind() != ElementKind.RECORD) {
      return Optional.empty();
    }
    TypeElement record = (TypeElement) declared.asElement();
    List<Component> components = new ArrayList<>();
    for (RecordComponentElement component : record.getRecordComponents()) {
      String name = component.getSimpleName().toString();
      String where = "component '" + name + "' of " + record.getSimpleName();
      Element site = site(record, component, method);
      TypeRef type = typeReader.read(type(declared, component), where, places.of(site));
      Optional<AnnotationMirror> output = Annotations.find(component, RuntimeTypes.OUTPUT);
      Optional<AnnotationMirror> shown = Annotations.find(site, RuntimeTypes.OUTPUT);
      components.add(
          new Component(
              name,
              output
                  .flatMap(mirror -> Annotations.string(mirror, "name"))
                  .filter(given -> !given.isEmpty())
                  .orElse(name),
              type,
              places.of(site),
              shown.map(mirror -> places.of(site, mirror, "name")).orElse(places.of(site))));
    }
    return Optional.of(components);
  }

  private TypeMirror type(DeclaredType record, RecordComponentElement component) {
    ExecutableElement accessor = component.getAccessor();
    if (accessor == null) {
      return component.asType();
    }
    typeReader.noteDeprecation(accessor);
    return ((ExecutableType) types.asMemberOf(record, accessor)).getReturnType();
  }

  /**
   * What stands for a component in messages: its private field, since compilers know no position of
   * the component itself; the method, if the record is in another file.
   */
  private Element site(
      TypeElement record, RecordComponentElement component, ExecutableElement method) {
    return ElementFilter.fieldsIn(record.getEnclosedElements()).stream()
        .filter(field -> field.getSimpleName().equals(component.getSimpleName()))
        .filter(places::isInside)
        .<Element>map(field -> field)
        .findFirst()
        .orElse(method);
  }
}
