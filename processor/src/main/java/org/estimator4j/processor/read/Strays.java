package org.estimator4j.processor.read;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import org.estimator4j.processor.diagnostic.Diagnostic;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.model.RuntimeTypes;

/** Finds {@code @Feature}, {@code @Label}, {@code @From} and {@code @Output} that nobody reads. */
public final class Strays {

  private Strays() {}

  /**
   * What to say about an annotation in this place.
   *
   * @param annotation one of the four
   * @param element what it stands on
   * @return a warning, if nothing ever reads it there
   */
  public static Optional<Diagnostic> check(TypeElement annotation, Element element) {
    String written = "@" + annotation.getSimpleName();
    boolean output = annotation.getQualifiedName().contentEquals(RuntimeTypes.OUTPUT);
    Element owner = around(element);
    return isRead(element, owner, output) || isRepeated(element, owner)
        ? Optional.empty()
        : Annotations.find(element, annotation.getQualifiedName().toString())
            .map(
                mirror ->
                    Problem.STRAY_ANNOTATION.at(
                        new JavacPlace(element, mirror, null),
                        written,
                        where(element, owner),
                        mend(element, owner, written, output)));
  }

  /** The class in which an annotated element stands. */
  public static Element typeOf(Element element) {
    Element owner = around(element);
    return owner instanceof TypeElement ? owner : around(owner);
  }

  /** What has an annotation is inside something. */
  private static Element around(Element element) {
    return Objects.requireNonNull(element.getEnclosingElement(), element::toString);
  }

  private static boolean isRead(Element element, Element owner, boolean output) {
    return output
        ? isOfRecord(element, owner) || isOfKotlin(owner)
        : element.getKind() == ElementKind.PARAMETER && Members.hasRole(owner);
  }

  /** Whether it may be a component of a record, which any method may return. */
  private static boolean isOfRecord(Element element, Element owner) {
    return owner.getKind() == ElementKind.RECORD
        || (element.getKind() == ElementKind.PARAMETER
            && owner.getKind() == ElementKind.CONSTRUCTOR
            && around(owner).getKind() == ElementKind.RECORD);
  }

  /** A data class has components as well, and Kotlin decides where their annotations go. */
  private static boolean isOfKotlin(Element owner) {
    Element type = owner instanceof TypeElement ? owner : around(owner);
    return Annotations.find(type, RuntimeTypes.KOTLIN_METADATA).isPresent()
        || (type instanceof TypeElement shape && DataClass.of(shape).isPresent());
  }

  /**
   * The compiler copies a component's annotation to whatever it makes of it; the field is shown.
   */
  private static boolean isRepeated(Element element, Element owner) {
    return isOfRecord(element, owner) && element.getKind() != ElementKind.FIELD;
  }

  private static String where(Element element, Element owner) {
    String name = element.getSimpleName().toString();
    return switch (element.getKind()) {
      case PARAMETER -> {
        String method =
            owner.getKind() == ElementKind.CONSTRUCTOR
                ? "the constructor of " + around(owner).getSimpleName()
                : around(owner).getSimpleName() + "." + owner.getSimpleName();
        yield "parameter '" + name + "' of " + method;
      }
      case FIELD ->
          (isOfRecord(element, owner) ? "component '" : "field '")
              + name
              + "' of "
              + owner.getSimpleName();
      default ->
          element.getKind().name().toLowerCase(Locale.ROOT)
              + " "
              + owner.getSimpleName()
              + "."
              + name;
    };
  }

  private static String mend(Element element, Element owner, String written, boolean output) {
    if (output) {
      return "Return a record, and annotate its component: record Answer(@Output(name = \"odds\")"
          + " Operand<TFloat32> p) {}";
    }
    if (element.getKind() == ElementKind.PARAMETER && owner.getKind() == ElementKind.METHOD) {
      return "Annotate '%s' with its role (@ModelFn, @Predictions, @Loss, ...), or move %s to the parameter of a method that has one."
          .formatted(owner.getSimpleName(), written);
    }
    return "Move it to a parameter of a method with a role: Operand<TFloat32> logits(%s Operand<TFloat32> x)."
        .formatted(written.equals("@From") ? "@From(\"...\")" : written);
  }
}
