package org.estimator4j.processor.read;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.estimator4j.processor.diagnostic.Place;

/**
 * Makes places. What lies outside the file of the model, as inherited members may, is shown on the
 * model: there it has a source position, and there the user can do something about it.
 */
final class Places {

  private final TypeElement model;
  private final Element file;

  Places(TypeElement model) {
    this.model = model;
    this.file = outermost(model);
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

  /** Whether an element lies in the file of the model. */
  boolean isInside(Element element) {
    return outermost(element).equals(file);
  }

  /** An element. */
  Place of(Element element) {
    return JavacPlace.of(isInside(element) ? element : model);
  }

  /** An annotation. */
  Place of(Element element, AnnotationMirror annotation) {
    return isInside(element) ? new JavacPlace(element, annotation, null) : JavacPlace.of(model);
  }

  /** The value of an attribute, or the annotation if it has none. */
  Place of(Element element, AnnotationMirror annotation, String attribute) {
    return isInside(element)
        ? new JavacPlace(element, annotation, Annotations.value(annotation, attribute).orElse(null))
        : JavacPlace.of(model);
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
        return isInside(element) ? new JavacPlace(element, outer, asValue) : JavacPlace.of(model);
      }

      @Override
      public Place value(String attribute) {
        return Annotations.value(nested, attribute)
            .filter(value -> isInside(element))
            .<Place>map(value -> new JavacPlace(element, outer, value))
            .orElse(whole());
      }
    };
  }
}
