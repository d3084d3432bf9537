package org.estimator4j.processor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.estimator4j.processor.model.InputForm;
import org.estimator4j.processor.model.InputKind;
import org.estimator4j.processor.model.InputMention;
import org.estimator4j.processor.model.Mode;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.Parameter;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.model.RoleUse;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.model.TypeRef;

/** Reads the annotated methods of one class. */
final class MethodReader {

  private static final List<String> UNCHECKED =
      List.of("java.lang.RuntimeException", "java.lang.Error");

  private final Elements elements;
  private final Types types;
  private final TypeReader typeReader;
  private final TypeElement model;
  private final Places places;

  MethodReader(
      Elements elements, Types types, TypeReader typeReader, TypeElement model, Places places) {
    this.elements = elements;
    this.types = types;
    this.typeReader = typeReader;
    this.model = model;
    this.places = places;
  }

  /**
   * Reads a method.
   *
   * @param method the method that is called
   * @param annotated the method whose annotations count: itself, or one that it overrides
   * @param name its name, in the language in which it is written
   */
  ModelMethod read(ExecutableElement method, ExecutableElement annotated, String name) {
    ExecutableType type = typeInModel(method);
    TypeMirror returned = type.getReturnType();
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < method.getParameters().size(); i++) {
      parameters.add(
          parameter(
              method.getParameters().get(i),
              annotated.getParameters().get(i),
              type.getParameterTypes().get(i),
              name));
    }
    typeReader.noteDeprecation(method);
    return new ModelMethod(
        name,
        method.getSimpleName().toString(),
        typeReader.erased(Members.owner(method)),
        roles(annotated, name),
        typeReader.read(returned, "the return type of " + name, places.of(method)),
        new ComponentReader(types, typeReader, places).read(method, returned),
        parameters,
        new MethodTraits(elements, typeReader, model, places).of(method),
        checked(type.getThrownTypes(), method),
        places.of(method));
  }

  /** With the type arguments that the model gives to the class or interface that declares it. */
  private ExecutableType typeInModel(ExecutableElement method) {
    if (Members.owner(method).equals(model) || method.getModifiers().contains(Modifier.STATIC)) {
      return (ExecutableType) method.asType();
    }
    return (ExecutableType) types.asMemberOf((DeclaredType) model.asType(), method);
  }

  private List<RoleUse> roles(ExecutableElement method, String name) {
    List<RoleUse> roles = new ArrayList<>();
    Annotations.roles(method)
        .forEach((role, mirror) -> roles.add(role(role, method, mirror, name)));
    return roles;
  }

  private RoleUse role(Role role, ExecutableElement method, AnnotationMirror mirror, String name) {
    Optional<Set<Mode>> modes = Annotations.modes(mirror);
    if (role != Role.MODEL_FN) {
      modes = modes.filter(given -> !given.isEmpty());
    }
    List<InputMention> inputs = new ArrayList<>();
    for (InputKind kind : InputKind.values()) {
      for (AnnotationValue value : Annotations.nested(mirror, kind.noun() + "s")) {
        AnnotationMirror nested = (AnnotationMirror) value.getValue();
        String declared = Annotations.string(nested, "name").orElse("");
        Places.Inside inside = places.nested(method, mirror, value, nested);
        inputs.add(mention(kind, nested, declared, "@ModelFn of " + name, inside));
      }
    }
    return new RoleUse(
        role, modes, inputs, places.of(method, mirror), places.of(method, mirror, "modes"));
  }

  private Parameter parameter(
      VariableElement parameter, VariableElement annotated, TypeMirror type, String method) {
    String name = parameter.getSimpleName().toString();
    String where = "parameter '" + name + "' of " + method;
    List<InputMention> mentions = new ArrayList<>();
    for (InputKind kind : InputKind.values()) {
      Optional<AnnotationMirror> mirror = Annotations.find(annotated, kind.annotationName());
      if (mirror.isPresent()) {
        String given = Annotations.string(mirror.get(), "name").orElse("");
        Places.Inside inside = places.inside(annotated, mirror.get());
        mentions.add(mention(kind, mirror.get(), given.isEmpty() ? name : given, where, inside));
      }
    }
    Optional<AnnotationMirror> from = Annotations.find(annotated, RuntimeTypes.FROM);
    return new Parameter(
        name,
        typeReader.read(type, where, places.of(parameter)),
        mentions,
        from.map(mirror -> Annotations.string(mirror, "value").orElse("")),
        places.of(parameter),
        from.map(mirror -> places.of(annotated, mirror, "value")).orElse(places.of(parameter)));
  }

  private static InputMention mention(
      InputKind kind, AnnotationMirror mirror, String name, String where, Places.Inside inside) {
    return new InputMention(
        kind,
        name,
        Annotations.constant(mirror, "dtype"),
        Annotations.constant(mirror, "kind").flatMap(InputForm::ofKind),
        Annotations.longs(mirror, "shape").filter(sizes -> !sizes.isEmpty()),
        where,
        inside.whole(),
        inside.value("dtype"),
        inside.value("kind"),
        inside.value("shape"));
  }

  private List<TypeRef> checked(List<? extends TypeMirror> thrown, ExecutableElement method) {
    List<TypeRef> checked = new ArrayList<>();
    for (TypeMirror type : thrown) {
      TypeRef ref =
          typeReader.read(
              type, "the throws clause of " + method.getSimpleName(), places.of(method));
      if (!isUnchecked(type)) {
        checked.add(ref);
      }
    }
    return checked;
  }

  private boolean isUnchecked(TypeMirror type) {
    for (String unchecked : UNCHECKED) {
      TypeElement base = elements.getTypeElement(unchecked);
      if (base != null && types.isSubtype(type, base.asType())) {
        return true;
      }
    }
    return false;
  }
}
