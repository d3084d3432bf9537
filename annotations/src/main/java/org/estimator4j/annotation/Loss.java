package org.estimator4j.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method whose result is {@code EstimatorSpec.loss}: what training minimises and
 * evaluation averages. Required in {@link Mode#TRAIN} and {@link Mode#EVAL}.
 *
 * <p>Returns an {@code Operand} of a floating-point type with exactly one element: of shape {@code
 * []} or {@code [1]}.
 *
 * <pre>{@code
 * @Loss
 * Operand<TFloat32> loss(Losses losses, Operand<TFloat32> logits, @Label Operand<TInt32> species) {
 *   return losses.sparseSoftmaxCrossEntropy(species, logits);
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Loss {

  /**
   * The modes in which this method fills its field, instead of the default: {@link Mode#TRAIN} and
   * {@link Mode#EVAL}.
   *
   * @return the modes; empty, which means the default, unless given
   */
  Mode[] modes() default {};
}
