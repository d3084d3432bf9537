package org.estimator4j.processor.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.estimator4j.processor.diagnostic.Place;
import org.estimator4j.processor.model.Trait;
import org.estimator4j.processor.model.TypeRef;
import org.jspecify.annotations.Nullable;

/**
 * Turns types into references, and remembers on the way which types do not exist and whether any is
 * deprecated. One reader serves one class.
 */
final class TypeReader {

  /** What kapt writes for a type that it cannot resolve: a real class of this name. */
  private static final String KAPT_UNKNOWN = "error.NonExistentClass";

  private final Elements elements;
  private final Types types;
  private final PackageElement home;
  private final List<Reading.MissingType> missing = new ArrayList<>();
  private final Set<Trait> deprecations = EnumSet.noneOf(Trait.class);

  /** A reader for a class whose factory lives in this package. */
  TypeReader(Elements elements, Types types, PackageElement home) {
    this.elements = elements;
    this.types = types;
    this.home = home;
  }

  /** The types that were read and do not exist. */
  List<Reading.MissingType> missing() {
    return missing;
  }

  /** The sorts of deprecation that were seen. */
  Set<Trait> deprecations() {
    return deprecations;
  }

  /** Reads a type that is used somewhere. */
  TypeRef read(TypeMirror type, String where, Place place) {
    return switch (type.getKind()) {
      case VOID -> simple(TypeRef.Kind.VOID, "void", type);
      case DECLARED -> declared((DeclaredType) type, where, place);
      case ERROR -> missing(type, where, place);
      case ARRAY -> {
        TypeRef component = read(((ArrayType) type).getComponentType(), where, place);
        yield wrap(TypeRef.Kind.ARRAY, "[]", component, type);
      }
      case WILDCARD -> wildcard((WildcardType) type, where, place);
      default ->
          type.getKind().isPrimitive()
              ? simple(TypeRef.Kind.PRIMITIVE, type.getKind().name().toLowerCase(Locale.ROOT), type)
              : simple(TypeRef.Kind.OTHER, type.toString(), type);
    };
  }

  private TypeRef declared(DeclaredType type, String where, Place place) {
    TypeElement element = (TypeElement) type.asElement();
    if (element.getQualifiedName().contentEquals(KAPT_UNKNOWN)) {
      return missing(type, where, place);
    }
    noteDeprecation(element);
    List<TypeRef> arguments = new ArrayList<>();
    type.getTypeArguments().forEach(argument -> arguments.add(read(argument, where, place)));
    boolean raw = arguments.isEmpty() && !element.getTypeParameters().isEmpty();
    // Outer<X>.Inner: nothing that a model needs; generated code says "var" instead of spelling it.
    boolean enclosed =
        type.getEnclosingType() instanceof DeclaredType outer
            && !outer.getTypeArguments().isEmpty();
    return new TypeRef(
        enclosed || !isInBounds(type, element) ? TypeRef.Kind.OTHER : TypeRef.Kind.DECLARED,
        elements.getPackageOf(element).getQualifiedName().toString(),
        names(element),
        arguments,
        raw,
        reachable(element) && arguments.stream().allMatch(TypeRef::accessible),
        type);
  }

  /**
   * Whether the arguments are what the class asks for. If not, the compiler says so where the user
   * wrote the type, and would say it again where generated code repeats it.
   */
  private boolean isInBounds(DeclaredType type, TypeElement element) {
    for (int i = 0; i < type.getTypeArguments().size(); i++) {
      TypeMirror argument = type.getTypeArguments().get(i);
      for (TypeMirror bound : element.getTypeParameters().get(i).getBounds()) {
        if (argument.getKind() == TypeKind.DECLARED
            && !types.isSubtype(types.erasure(argument), types.erasure(bound))) {
          return false;
        }
      }
    }
    return true;
  }

  private TypeRef missing(TypeMirror type, String where, Place place) {
    String name = type.toString();
    int arguments = name.indexOf('<');
    name = arguments > 0 ? name.substring(0, arguments) : name;
    if (arguments == 0) {
      name = "that is written there"; // Instead of what javac calls <any>.
    }
    missing.add(new Reading.MissingType(name, where, place));
    return simple(TypeRef.Kind.OTHER, name, type);
  }

  private TypeRef wildcard(WildcardType type, String where, Place place) {
    if (type.getExtendsBound() != null) {
      TypeRef bound = read(type.getExtendsBound(), where, place);
      return wrap(TypeRef.Kind.EXTENDS, "?", bound, type);
    }
    if (type.getSuperBound() != null) {
      TypeRef bound = read(type.getSuperBound(), where, place);
      return wrap(TypeRef.Kind.SUPER, "?", bound, type);
    }
    return simple(TypeRef.Kind.UNBOUNDED, "?", type);
  }

  private static TypeRef wrap(TypeRef.Kind kind, String name, TypeRef part, TypeMirror type) {
    return new TypeRef(kind, "", List.of(name), List.of(part), false, part.accessible(), type);
  }

  private static TypeRef simple(TypeRef.Kind kind, String name, TypeMirror type) {
    return new TypeRef(kind, "", List.of(name), List.of(), false, true, type);
  }

  /** The class itself, without arguments. */
  TypeRef erased(TypeElement element) {
    return new TypeRef(
        TypeRef.Kind.DECLARED,
        elements.getPackageOf(element).getQualifiedName().toString(),
        names(element),
        List.of(),
        false,
        reachable(element),
        element.asType());
  }

  private static List<String> names(TypeElement element) {
    List<String> names = new ArrayList<>();
    for (@Nullable Element e = element; e instanceof TypeElement; e = e.getEnclosingElement()) {
      names.add(e.getSimpleName().toString());
    }
    Collections.reverse(names);
    return names;
  }

  /** Whether the factory can use a member or a class, by its modifiers and those around it. */
  boolean reachable(Element element) {
    boolean sameHome = elements.getPackageOf(element).equals(home);
    for (@Nullable Element e = element;
        e != null && e.getKind() != ElementKind.PACKAGE;
        e = e.getEnclosingElement()) {
      Set<Modifier> modifiers = e.getModifiers();
      if (modifiers.contains(Modifier.PRIVATE)
          || (!sameHome && !modifiers.contains(Modifier.PUBLIC))) {
        return false;
      }
    }
    return true;
  }

  /** Remembers if the use of a member or class, or of a class around it, is a warning. */
  void noteDeprecation(Element element) {
    for (@Nullable Element e = element;
        e != null && e.getKind() != ElementKind.PACKAGE;
        e = e.getEnclosingElement()) {
      if (elements.isDeprecated(e)) {
        boolean forRemoval =
            Annotations.find(e, "java.lang.Deprecated")
                .flatMap(mirror -> Annotations.value(mirror, "forRemoval"))
                .filter(value -> Boolean.TRUE.equals(value.getValue()))
                .isPresent();
        deprecations.add(forRemoval ? Trait.FOR_REMOVAL : Trait.DEPRECATED);
      }
    }
  }

  /** Whether a class above another does not exist; then nobody knows what it inherits. */
  boolean isMissing(TypeMirror supertype) {
    return supertype.getKind() == TypeKind.ERROR
        || (supertype instanceof DeclaredType declared
            && declared.asElement() instanceof TypeElement element
            && element.getQualifiedName().contentEquals(KAPT_UNKNOWN));
  }
}
