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
import javax.lang.model.util.Types;
import org.estimator4j.processor.model.Component;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.model.TypeRef;

/** Reads the components of the record, or of the Kotlin data class, that a method returns. */
final class ComponentReader {

  private final Types types;
  private final TypeReader typeReader;
  private final Places places;

  ComponentReader(Types types, TypeReader typeReader, Places places) {
    this.types = types;
    this.typeReader = typeReader;
    this.places = places;
  }

  /** The components; nothing if the type is neither a record nor a data class. */
  Optional<List<Component>> read(ExecutableElement method, TypeMirror returned) {
    if (!(returned instanceof DeclaredType declared)
        || !(declared.asElement() instanceof TypeElement type)) {
      return Optional.empty();
    }
    if (type.getKind() == ElementKind.RECORD) {
      List<Component> components = new ArrayList<>();
      for (RecordComponentElement component : type.getRecordComponents()) {
        components.add(component(declared, component, method));
      }
      return Optional.of(List.copyOf(components));
    }
    return DataClass.of(type)
        .map(
            data ->
                data.properties().stream()
                    .map(property -> component(declared, property, method))
                    .toList());
  }

  /** The names of the components, without a look at anything else. */
  static List<String> names(TypeMirror returned) {
    if (!(returned instanceof DeclaredType declared)
        || !(declared.asElement() instanceof TypeElement type)) {
      return List.of();
    }
    return type.getKind() == ElementKind.RECORD
        ? type.getRecordComponents().stream().map(each -> each.getSimpleName().toString()).toList()
        : DataClass.of(type).stream()
            .flatMap(data -> data.properties().stream())
            .map(DataClass.Property::name)
            .toList();
  }

  private Component component(
      DeclaredType record, RecordComponentElement component, ExecutableElement method) {
    String name = component.getSimpleName().toString();
    Element site = method;
    for (Element field : record.asElement().getEnclosedElements()) {
      if (field.getKind() == ElementKind.FIELD
          && field.getSimpleName().equals(component.getSimpleName())
          && places.isInside(field)) {
        site = field;
      }
    }
    return component(
        record,
        name,
        name,
        type(record, component),
        Annotations.find(component, RuntimeTypes.OUTPUT),
        site);
  }

  private Component component(
      DeclaredType data, DataClass.Property property, ExecutableElement method) {
    return component(
        data,
        property.name(),
        property.accessor().getSimpleName().toString(),
        type(data, property.accessor()),
        property.annotation(RuntimeTypes.OUTPUT),
        places.isInside(property.field()) ? property.field() : method);
  }

  /**
   * A component, shown in messages at a site: its private field, since compilers know no position
   * of the component itself; the method, if the class is in another file.
   */
  private Component component(
      DeclaredType owner,
      String name,
      String accessor,
      TypeMirror mirror,
      Optional<AnnotationMirror> output,
      Element site) {
    String where = "component '" + name + "' of " + owner.asElement().getSimpleName();
    TypeRef type = typeReader.read(mirror, where, places.of(site));
    Optional<AnnotationMirror> shown = Annotations.find(site, RuntimeTypes.OUTPUT);
    String given = output.isPresent() ? Annotations.string(output.get(), "name").orElse("") : "";
    return new Component(
        name,
        accessor,
        given.isEmpty() ? name : given,
        type,
        output.isPresent() ? Annotations.longs(output.get(), "shape") : Optional.empty(),
        places.of(site),
        shown.isPresent() ? places.of(site, shown.get(), "name") : places.of(site));
  }

  private TypeMirror type(DeclaredType record, RecordComponentElement component) {
    ExecutableElement accessor = component.getAccessor();
    return accessor == null ? component.asType() : type(record, accessor);
  }

  private TypeMirror type(DeclaredType owner, ExecutableElement accessor) {
    typeReader.noteDeprecation(accessor);
    return ((ExecutableType) types.asMemberOf(owner, accessor)).getReturnType();
  }
}
