package org.estimator4j.processor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.estimator4j.processor.model.Component;
import org.estimator4j.processor.model.RuntimeTypes;

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
    for (var component : record.getRecordComponents()) {
      String name = component.getSimpleName().toString();
      TypeMirror type =
          component.getAccessor() == null
              ? component.asType()
              : ((ExecutableType) types.asMemberOf(declared, component.getAccessor()))
                  .getReturnType();
      String where = "component '" + name + "' of " + record.getSimpleName();
      Element place = places.isInside(component) ? component : method;
      Optional<AnnotationMirror> output = Annotations.find(component, RuntimeTypes.OUTPUT);
      components.add(
          new Component(
              name,
              output
                  .flatMap(mirror -> Annotations.string(mirror, "name"))
                  .filter(given -> !given.isEmpty())
                  .orElse(name),
              typeReader.read(type, where, places.of(place)),
              places.of(place),
              output
                  .filter(mirror -> place.equals(component))
                  .map(mirror -> places.of(place, mirror, "name"))
                  .orElse(places.of(place))));
    }
    return Optional.of(components);
  }
}
