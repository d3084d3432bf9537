package org.estimator4j.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an input of a model method as a label: a tensor that the input gives for each batch,
 * present in {@link Mode#TRAIN} and {@link Mode#EVAL}.
 *
 * <pre>{@code
 * @Label Operand<TInt32> digit
 * }</pre>
 *
 * <p>The same label may be mentioned by several methods; a second mention may leave out the shape,
 * and must not contradict the first.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({
  ElementType.PARAMETER,
  ElementType.RECORD_COMPONENT,
  ElementType.FIELD,
  ElementType.METHOD
})
public @interface Label {

  /**
   * The name of the label in the input.
   *
   * @return the name; empty, which means the name of the parameter, unless given
   */
  String name() default "";

  /**
   * The element type, in {@link ModelFn#labels()} only: on an {@code Operand<T>} it is inferred and
   * must not be given.
   *
   * @return the element type
   */
  DType dtype() default DType.INFERRED;

  /**
   * How the values lie in tensors, in {@link ModelFn#labels()} only: the type of a parameter says
   * it, and it must not be given there.
   *
   * @return the kind; dense unless given
   */
  Kind kind() default Kind.INFERRED;

  /**
   * The shape with the batch dimension first; {@code -1} is a size that differs from batch to
   * batch.
   *
   * @return the sizes; empty, which means {@code {-1}} (one value a row) unless given, or {@code
   *     {-1, -1}} if it is sparse or ragged
   */
  long[] shape() default {};
}
