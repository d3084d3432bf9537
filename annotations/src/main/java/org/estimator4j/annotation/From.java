package org.estimator4j.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which result of another method a parameter takes, where the parameter's name does not: an
 * annotated method's name, a role ({@code loss}, {@code predictions}, {@code trainOp}), or a
 * component of the record that the {@link ModelFn} or {@link Predictions} method returns.
 *
 * <pre>{@code
 * @Loss
 * Operand<TFloat32> loss(
 *     Losses losses, @From("logits") Operand<TFloat32> scores, @Label Operand<TInt32> digit) {
 *   return losses.sparseSoftmaxCrossEntropy(digit, scores);
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface From {

  /**
   * The name of the result.
   *
   * @return the name, never empty
   */
  String value();
}
