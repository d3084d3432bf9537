package org.estimator4j.processor.read;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.estimator4j.processor.model.DroppedFunction;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.model.RuntimeTypes;

/**
 * A class as Kotlin sees it, behind the Java stub or class file that a compiler shows: the names of
 * its functions and properties, and the functions that have no form in Java. Exact where
 * kotlin-metadata-jvm can be asked; a good guess by Kotlin's conventions where it cannot.
 */
final class KotlinView {

  /** Since then the metadata of a class have the annotations of its functions. */
  private static final List<Long> ANNOTATIONS_SINCE = List.of(2L, 4L);

  private final TypeElement type;
  private final Optional<AnnotationMirror> metadata;
  private final Optional<List<KotlinFunction>> functions;

  private KotlinView(
      TypeElement type,
      Optional<AnnotationMirror> metadata,
      Optional<List<KotlinFunction>> functions) {
    this.type = type;
    this.metadata = metadata;
    this.functions = functions;
  }

  static KotlinView of(TypeElement type) {
    Optional<AnnotationMirror> metadata = Annotations.find(type, RuntimeTypes.KOTLIN_METADATA);
    return new KotlinView(type, metadata, metadata.flatMap(KotlinView::functions));
  }

  /** Nothing if the library is absent, or too old for these metadata. */
  private static Optional<List<KotlinFunction>> functions(AnnotationMirror metadata) {
    try {
      return Optional.of(KotlinLibrary.functions(metadata));
    } catch (LinkageError | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Whether it is written in Kotlin. */
  boolean isKotlin() {
    return metadata.isPresent();
  }

  /** Whether it is written in Kotlin, and only its Java side could be read. */
  boolean isUnread() {
    return isKotlin() && functions.isEmpty();
  }

  /** Whether it is the companion object of the class around it. */
  boolean isCompanion() {
    return isKotlin()
        && type.getEnclosingElement() instanceof TypeElement around
        && ElementFilter.fieldsIn(around.getEnclosedElements()).stream()
            .filter(field -> field.getSimpleName().equals(type.getSimpleName()))
            .anyMatch(field -> field.getModifiers().contains(Modifier.STATIC));
  }

  /** Whether a companion's function is also a static method of the class around: @JvmStatic. */
  boolean hasStaticTwin(ExecutableElement method) {
    return type.getEnclosingElement() instanceof TypeElement around
        && ElementFilter.methodsIn(around.getEnclosedElements()).stream()
            .filter(other -> other.getModifiers().contains(Modifier.STATIC))
            .filter(other -> other.getSimpleName().equals(method.getSimpleName()))
            .anyMatch(other -> other.getParameters().size() == method.getParameters().size());
  }

  /** Whether a method only leaves out parameters of another: what {@code @JvmOverloads} makes. */
  boolean isOverload(ExecutableElement method) {
    return isKotlin()
        && ElementFilter.methodsIn(type.getEnclosedElements()).stream()
            .filter(other -> other.getSimpleName().equals(method.getSimpleName()))
            .filter(other -> other.getParameters().size() > method.getParameters().size())
            .anyMatch(other -> Annotations.find(other, "kotlin.jvm.JvmOverloads").isPresent());
  }

  /** The name of a method in Kotlin: without the module of what is internal; of the property. */
  String nameOf(ExecutableElement method) {
    String name = method.getSimpleName().toString();
    if (!isKotlin()) {
      return name;
    }
    Optional<String> exact =
        functions.orElse(List.of()).stream()
            .filter(function -> function.jvmName().equals(name))
            .map(KotlinFunction::name)
            .findFirst();
    return exact.orElseGet(() -> guess(name, method));
  }

  private static String guess(String name, ExecutableElement method) {
    int module = name.indexOf('$');
    String plain = module > 0 ? name.substring(0, module) : name;
    return method.getParameters().isEmpty() && isGetter(plain)
        ? plain.substring(3, 4).toLowerCase(Locale.ROOT) + plain.substring(4)
        : plain;
  }

  private static boolean isGetter(String name) {
    return name.startsWith("get")
        && name.length() > 3
        && Character.getType(name.charAt(3)) == Character.UPPERCASE_LETTER;
  }

  /** The functions that are in the class file, and not among what Java sees. */
  List<DroppedFunction> dropped() {
    if (functions.isEmpty()) {
      return List.of();
    }
    Set<String> seen =
        ElementFilter.methodsIn(type.getEnclosedElements()).stream()
            .map(method -> method.getSimpleName().toString())
            .collect(Collectors.toSet());
    boolean known = hasAnnotations();
    return functions.orElse(List.of()).stream()
        .filter(function -> !function.hidden() && !seen.contains(function.jvmName()))
        .map(
            function ->
                new DroppedFunction(function.name(), reason(function), roles(function), known))
        .filter(function -> !known || !function.roles().isEmpty())
        .toList();
  }

  private boolean hasAnnotations() {
    List<Long> version =
        metadata.flatMap(mirror -> Annotations.longs(mirror, "mv")).orElse(List.of());
    return version.size() > 1
        && Comparator.<List<Long>>comparingLong(each -> each.get(0) * 1000 + each.get(1))
                .compare(version, ANNOTATIONS_SINCE)
            >= 0;
  }

  private static String reason(KotlinFunction function) {
    if (!SourceVersion.isName(function.name())) {
      return "its name is none that Java can write";
    }
    return function.jvmName().indexOf('-') > 0
        ? "it takes or returns a value class or an unsigned number, for which Kotlin gives it a name"
            + " that Java cannot write"
        : "it has no form that Java can call";
  }

  private static List<String> roles(KotlinFunction function) {
    return Stream.of(Role.values())
        .filter(role -> function.annotations().contains(role.annotationName()))
        .map(Role::written)
        .toList();
  }
}
