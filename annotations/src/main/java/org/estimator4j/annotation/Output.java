package org.estimator4j.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Refines a component of the record that a {@link Predictions}, {@link EvalMetricOps} or {@link
 * ExportOutputs} method returns.
 *
 * <pre>{@code
 * record Species(
 *     @Output(name = "class_ids") Operand<TInt64> classId,
 *     @Output(shape = {-1, 3}) Operand<TFloat32> probabilities) {}
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({
  ElementType.PARAMETER,
  ElementType.RECORD_COMPONENT,
  ElementType.FIELD,
  ElementType.METHOD
})
public @interface Output {

  /**
   * The name of the output.
   *
   * @return the name; empty, which means the name of the component, unless given
   */
  String name() default "";

  /**
   * The shape of a prediction with the batch dimension first; it decides how a typed predictor
   * gives a row.
   *
   * @return the sizes; empty, which means unknown, unless given
   */
  long[] shape() default {};
}
