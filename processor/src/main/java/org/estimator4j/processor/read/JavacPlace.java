package org.estimator4j.processor.read;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.estimator4j.processor.diagnostic.Place;
import org.jspecify.annotations.Nullable;

/**
 * A place as a {@code Messager} takes it. Lives no longer than the round that made it.
 *
 * @param element the element
 * @param annotation an annotation of the element, if that is meant
 * @param value a value in the annotation, if that is meant
 */
public record JavacPlace(
    Element element, @Nullable AnnotationMirror annotation, @Nullable AnnotationValue value)
    implements Place {

  /** An element itself. */
  public static JavacPlace of(Element element) {
    return new JavacPlace(element, null, null);
  }
}
