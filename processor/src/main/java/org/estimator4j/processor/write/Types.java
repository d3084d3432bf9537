package org.estimator4j.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.List;
import org.estimator4j.processor.model.TypeRef;

/** Type references as JavaPoet wants them. */
final class Types {

  private Types() {}

  static ClassName className(TypeRef type) {
    List<String> names = type.simpleNames();
    if (names.size() == 1) {
      return ClassName.get(type.packageName(), names.get(0));
    }
    return ClassName.get(
        type.packageName(), names.get(0), names.subList(1, names.size()).toArray(new String[0]));
  }

  static TypeName typeName(TypeRef type) {
    return switch (type.kind()) {
      case DECLARED -> type.arguments().isEmpty() ? className(type) : generic(type);
      case ARRAY -> ArrayTypeName.of(typeName(type.arguments().get(0)));
      case UNBOUNDED -> WildcardTypeName.subtypeOf(Object.class);
      case EXTENDS -> WildcardTypeName.subtypeOf(typeName(type.arguments().get(0)));
      case SUPER -> WildcardTypeName.supertypeOf(typeName(type.arguments().get(0)));
      case PRIMITIVE -> primitive(type.simpleName());
      case VOID, OTHER ->
          throw new IllegalStateException("'" + type + "' cannot be the type of a variable");
    };
  }

  private static TypeName generic(TypeRef type) {
    TypeName[] arguments = new TypeName[type.arguments().size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = typeName(type.arguments().get(i));
    }
    return ParameterizedTypeName.get(className(type), arguments);
  }

  /** How wide a type is where its classes are imported. */
  static int width(TypeName type) {
    if (type instanceof ClassName name) {
      return width(name);
    }
    if (type instanceof ParameterizedTypeName generic) {
      int width = width(generic.rawType()) + "<>".length();
      for (TypeName argument : generic.typeArguments()) {
        width += width(argument) + ", ".length();
      }
      return width - ", ".length();
    }
    if (type instanceof ArrayTypeName array) {
      return width(array.componentType()) + "[]".length();
    }
    if (type instanceof WildcardTypeName wildcard) {
      if (!wildcard.lowerBounds().isEmpty()) {
        return "? super ".length() + width(wildcard.lowerBounds().get(0));
      }
      TypeName bound = wildcard.upperBounds().get(0);
      return bound.equals(ClassName.OBJECT) ? 1 : "? extends ".length() + width(bound);
    }
    return type.toString().length();
  }

  private static int width(ClassName name) {
    int width = -1;
    for (String simple : name.simpleNames()) {
      width += simple.length() + 1;
    }
    return width;
  }

  private static TypeName primitive(String keyword) {
    return switch (keyword) {
      case "boolean" -> TypeName.BOOLEAN;
      case "byte" -> TypeName.BYTE;
      case "short" -> TypeName.SHORT;
      case "int" -> TypeName.INT;
      case "long" -> TypeName.LONG;
      case "char" -> TypeName.CHAR;
      case "float" -> TypeName.FLOAT;
      default -> TypeName.DOUBLE;
    };
  }
}
