package org.estimator4j.processor.read;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.estimator4j.processor.diagnostic.Place;
import org.estimator4j.processor.model.TypeRef;
import org.estimator4j.processor.model.TypeSystem;
import org.jspecify.annotations.Nullable;

/** Answers by the compiler's own rules. */
final class JavacTypeSystem implements TypeSystem {

  private final Elements elements;
  private final Types types;
  private final IdentityHashMap<TypeRef, Optional<TypeMirror>> known;
  private final TypeReader reader;
  private final Place nowhere;

  JavacTypeSystem(Lookup lookup, TypeReader reader, Place nowhere) {
    this.elements = lookup.elements();
    this.types = lookup.types();
    this.known = lookup.known();
    this.reader = reader;
    this.nowhere = nowhere;
  }

  @Override
  public boolean assignable(TypeRef from, TypeRef to) {
    TypeMirror source = mirror(from);
    TypeMirror target = mirror(to);
    if (source == null || target == null || !isValue(source) || !isValue(target)) {
      return false;
    }
    // Subtyping, not assignment: from a raw type that would be an unchecked warning.
    boolean primitive = source.getKind().isPrimitive() || target.getKind().isPrimitive();
    return primitive ? types.isAssignable(source, target) : types.isSubtype(source, target);
  }

  private static boolean isValue(TypeMirror type) {
    TypeKind kind = type.getKind();
    return kind.isPrimitive()
        || kind == TypeKind.DECLARED
        || kind == TypeKind.ARRAY
        || kind == TypeKind.TYPEVAR
        || kind == TypeKind.INTERSECTION;
  }

  @Override
  public Optional<TypeRef> argumentOf(TypeRef type, TypeRef generic) {
    TypeMirror start = mirror(type);
    Deque<TypeMirror> open = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    if (start != null && isValue(start)) {
      open.add(start);
    }
    while (!open.isEmpty()) {
      TypeMirror next = open.remove();
      if (next instanceof DeclaredType declared
          && declared.asElement() instanceof TypeElement element
          && element.getQualifiedName().contentEquals(generic.qualifiedName())) {
        return declared.getTypeArguments().stream().findFirst().map(this::withoutVariance);
      }
      if (isValue(next) && !next.getKind().isPrimitive() && seen.add(next.toString())) {
        open.addAll(types.directSupertypes(next));
      }
    }
    return Optional.empty();
  }

  private TypeRef withoutVariance(TypeMirror argument) {
    return reader.read(argument, "", nowhere).withoutVariance();
  }

  private @Nullable TypeMirror mirror(TypeRef type) {
    if (type.mirror() instanceof TypeMirror mirror) {
      return mirror;
    }
    if (!known.containsKey(type)) {
      // Not computeIfAbsent, within which a map must not change: finding one finds its arguments.
      known.put(type, Optional.ofNullable(find(type)));
    }
    return known.getOrDefault(type, Optional.empty()).orElse(null);
  }

  private @Nullable TypeMirror find(TypeRef type) {
    if (type.kind() == TypeRef.Kind.EXTENDS) {
      TypeMirror bound = mirror(type.arguments().get(0));
      return bound == null ? null : types.getWildcardType(bound, null);
    }
    if (type.kind() == TypeRef.Kind.UNBOUNDED) {
      WildcardType any = types.getWildcardType(null, null);
      return any;
    }
    TypeElement element = elements.getTypeElement(type.qualifiedName());
    if (element == null) {
      return null;
    }
    TypeMirror[] arguments = new TypeMirror[type.arguments().size()];
    for (int i = 0; i < arguments.length; i++) {
      TypeMirror argument = mirror(type.arguments().get(i));
      if (argument == null) {
        return null;
      }
      arguments[i] = argument;
    }
    if (arguments.length != element.getTypeParameters().size() && arguments.length > 0) {
      return null;
    }
    return arguments.length == 0
        ? types.erasure(element.asType())
        : types.getDeclaredType(element, arguments);
  }
}
