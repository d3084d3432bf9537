package org.estimator4j.processor.read;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.estimator4j.processor.diagnostic.Place;

/**
 * Makes places. What lies outside the file of the model, as inherited members may, is shown on the
 * model: there it has a source position, and there the user can do something about it.
 */
final class Places {

  private final TypeElement model;
  private final Element file;
  private final boolean eclipse;

  Places(TypeElement model) {
    this.model = model;
    this.file = outermost(model);
    this.eclipse = model.getClass().getName().startsWith("org.eclipse.");
  }

  private static Element outermost(Element element) {
    Element result = element;
    for (Element e = element; e != null; e = e.getEnclosingElement()) {
      if (e instanceof TypeElement) {
        result = e;
      }
    }
    return result;
  }

  /** Whether an element lies in the file of the model, where the compiler knows its place. */
  boolean isInside(Element element) {
    return outermost(element).equals(file) && !(eclipse && isOfRecord(element));
  }

  /** ECJ knows no place of a record, nor of anything in it. */
  private static boolean isOfRecord(Element element) {
    return element.getEnclosingElement() instanceof TypeElement type
        && type.getKind() == ElementKind.RECORD;
  }

  /** An element. */
  Place of(Element element) {
    return JavacPlace.of(isInside(element) ? inSource(element) : model);
  }

  /** An annotation. */
  Place of(Element element, AnnotationMirror annotation) {
    return isInSource(element) ? new JavacPlace(element, annotation, null) : of(element);
  }

  /** The value of an attribute, or the annotation if it has none. */
  Place of(Element element, AnnotationMirror annotation, String attribute) {
    return isInSource(element)
        ? new JavacPlace(element, annotation, Annotations.value(annotation, attribute).orElse(null))
        : of(element);
  }

  private boolean isInSource(Element element) {
    return isInside(element) && inSource(element).equals(element);
  }

  /**
   * The method that reads a component of a record is most often written by nobody, so that
   * compilers know no place of it; the field of the component that brought it has one.
   */
  private static Element inSource(Element element) {
    if (element.getEnclosingElement() instanceof TypeElement type
        && type.getRecordComponents().stream()
            .anyMatch(component -> element.equals(component.getAccessor()))) {
      return ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
          .filter(field -> field.getSimpleName().equals(element.getSimpleName()))
          .<Element>map(field -> field)
          .findFirst()
          .orElse(element);
    }
    return element;
  }

  /** Places in an annotation that may itself be the value of another. */
  interface Inside {
    /** The annotation. */
    Place whole();

    /** The value of an attribute, or the annotation if it has none. */
    Place value(String attribute);
  }

  /** Places in an annotation of an element. */
  Inside inside(Element element, AnnotationMirror annotation) {
    return new Inside() {
      @Override
      public Place whole() {
        return of(element, annotation);
      }

      @Override
      public Place value(String attribute) {
        return of(element, annotation, attribute);
      }
    };
  }

  /** Places in an annotation that is the value of another. */
  Inside nested(
      Element element, AnnotationMirror outer, AnnotationValue asValue, AnnotationMirror nested) {
    return new Inside() {
      @Override
      public Place whole() {
        return isInSource(element) ? new JavacPlace(element, outer, asValue) : of(element);
      }

      @Override
      public Place value(String attribute) {
        return Annotations.value(nested, attribute)
            .filter(value -> isInSource(element))
            .<Place>map(value -> new JavacPlace(element, outer, value))
            .orElse(whole());
      }
    };
  }
}
