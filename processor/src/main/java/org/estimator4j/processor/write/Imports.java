package org.estimator4j.processor.write;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.estimator4j.processor.model.TypeRef;

/**
 * The names of types in one file. A simple name belongs to the first type that asks for it, which
 * is imported; any other of that name is qualified.
 */
final class Imports {

  private final String home;
  private final boolean javaLang;
  private final Map<String, String> owners = new HashMap<>();
  private final Set<String> imported = new TreeSet<>();

  /**
   * Names for a file.
   *
   * @param home the package of the file
   * @param javaLang whether the classes of {@code java.lang} must be imported as others are
   */
  Imports(String home, boolean javaLang) {
    this.home = home;
    this.javaLang = javaLang;
  }

  /** Keeps a simple name for a class of this package; none of the default one can be qualified. */
  void reserve(String simpleName) {
    owners.put(simpleName, qualified(home, simpleName));
  }

  /** Keeps the names of a type, and of its arguments, that are of this package. */
  void reserve(TypeRef type) {
    if (type.kind() == TypeRef.Kind.DECLARED && type.packageName().equals(home)) {
      reserve(type.simpleNames().get(0));
    }
    type.arguments().forEach(this::reserve);
  }

  /** The classes to import, in order. */
  Set<String> imported() {
    return imported;
  }

  /** A class of the JDK, annotations of others and so on, by package and name. */
  String name(String packageName, String simpleName) {
    String wanted = qualified(packageName, simpleName);
    String owner = owners.putIfAbsent(simpleName, wanted);
    if (owner == null
        && !packageName.equals(home)
        && (javaLang || !packageName.equals("java.lang"))) {
      imported.add(wanted);
    }
    return owner == null || owner.equals(wanted) ? simpleName : wanted;
  }

  /** A class without its arguments. */
  String erased(TypeRef type) {
    String outermost = name(type.packageName(), type.simpleNames().get(0));
    if (type.simpleNames().size() == 1) {
      return outermost;
    }
    StringJoiner name = new StringJoiner(".").add(outermost);
    type.simpleNames().stream().skip(1).forEach(name::add);
    return name.toString();
  }

  /** A type as a declaration spells it. */
  String name(TypeRef type) {
    return switch (type.kind()) {
      case DECLARED -> erased(type) + arguments(type);
      case PRIMITIVE -> type.simpleName();
      case ARRAY -> name(type.arguments().get(0)) + "[]";
      case UNBOUNDED -> "?";
      case EXTENDS -> "? extends " + name(type.arguments().get(0));
      case SUPER -> "? super " + name(type.arguments().get(0));
      case VOID, OTHER ->
          throw new IllegalStateException("'" + type + "' cannot be the type of a variable");
    };
  }

  private String arguments(TypeRef type) {
    if (type.arguments().isEmpty()) {
      return "";
    }
    StringJoiner arguments = new StringJoiner(", ", "<", ">");
    for (TypeRef argument : type.arguments()) {
      arguments.add(name(argument));
    }
    return arguments.toString();
  }

  private static String qualified(String packageName, String simpleName) {
    return packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
  }
}
