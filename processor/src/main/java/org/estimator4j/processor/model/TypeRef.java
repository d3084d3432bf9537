package org.estimator4j.processor.model;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A type as it is written: enough to name it in messages and in generated code. Whether one fits
 * another is answered by a {@link TypeSystem}.
 *
 * @param kind what sort of type
 * @param packageName the package of a declared type, else empty
 * @param simpleNames the names of a declared type, outermost class first; of any other its keyword
 * @param arguments type arguments; the component of an array; the bound of a wildcard
 * @param raw whether it is a generic class without its arguments
 * @param accessible whether generated code may name it, arguments included
 * @param mirror the compiler's own view of it, for the type system that made it
 */
public record TypeRef(
    Kind kind,
    String packageName,
    List<String> simpleNames,
    List<TypeRef> arguments,
    boolean raw,
    boolean accessible,
    @Nullable Object mirror) {

  /** Sorts of types. */
  public enum Kind {
    /** A class, record, interface or enum, perhaps with arguments. */
    DECLARED,
    /** A primitive type. */
    PRIMITIVE,
    /** No type. */
    VOID,
    /** An array. */
    ARRAY,
    /** {@code ?}. */
    UNBOUNDED,
    /** {@code ? extends X}. */
    EXTENDS,
    /** {@code ? super X}. */
    SUPER,
    /** What cannot be written down in a declaration elsewhere, such as a type variable. */
    OTHER
  }

  /** Copies the lists. */
  public TypeRef {
    simpleNames = List.copyOf(simpleNames);
    arguments = List.copyOf(arguments);
  }

  /** A declared type that every class path with the runtime has. */
  public static TypeRef of(String packageName, String simpleName, TypeRef... arguments) {
    return new TypeRef(
        Kind.DECLARED, packageName, List.of(simpleName), List.of(arguments), false, true, null);
  }

  /** The wildcard {@code ? extends bound}. */
  public static TypeRef anyOf(TypeRef bound) {
    return new TypeRef(Kind.EXTENDS, "", List.of("?"), List.of(bound), false, true, null);
  }

  /** The wildcard {@code ?}. */
  public static TypeRef any() {
    return new TypeRef(Kind.UNBOUNDED, "", List.of("?"), List.of(), false, true, null);
  }

  /** The qualified name without arguments; the keyword of what has none. */
  public String qualifiedName() {
    String names = simpleNames.size() == 1 ? simpleName() : String.join(".", simpleNames);
    return packageName.isEmpty() ? names : packageName + "." + names;
  }

  /** The innermost simple name. */
  public String simpleName() {
    return simpleNames.get(simpleNames.size() - 1);
  }

  /** Whether it is this class, whatever its arguments. */
  public boolean is(TypeRef other) {
    return kind == Kind.DECLARED
        && simpleNames.equals(other.simpleNames)
        && packageName.equals(other.packageName);
  }

  /** The type without the variance that Kotlin and careful Java add: {@code ? extends X} is X. */
  public TypeRef withoutVariance() {
    return kind == Kind.EXTENDS || kind == Kind.SUPER ? arguments.get(0) : this;
  }

  /** Whether it, or an argument of it, is a generic class without its arguments. */
  public boolean hasRaw() {
    boolean found = raw;
    for (TypeRef argument : arguments) {
      found |= argument.hasRaw();
    }
    return found;
  }

  /** Whether a declaration elsewhere can spell it. */
  public boolean canBeWritten() {
    boolean can = kind != Kind.OTHER;
    for (TypeRef argument : arguments) {
      can &= argument.canBeWritten();
    }
    return can;
  }

  /** With package names, for when two types look alike without. */
  public String toLongString() {
    return render(qualifiedName(), TypeRef::toLongString);
  }

  /** As a person would write it, without packages. */
  @Override
  public String toString() {
    return render(simpleName(), TypeRef::toString);
  }

  private String render(String name, Function<TypeRef, String> each) {
    return switch (kind) {
      case ARRAY -> each.apply(arguments.get(0)) + "[]";
      case EXTENDS -> "? extends " + each.apply(arguments.get(0));
      case SUPER -> "? super " + each.apply(arguments.get(0));
      default -> arguments.isEmpty() ? name : generic(name, each);
    };
  }

  private String generic(String name, Function<TypeRef, String> each) {
    StringBuilder text = new StringBuilder(name);
    String separator = "<";
    for (TypeRef argument : arguments) {
      text.append(separator).append(each.apply(argument));
      separator = ", ";
    }
    return text.append('>').toString();
  }
}
