package org.estimator4j.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method whose result is {@code EstimatorSpec.evalMetricOps}: what {@code evaluate}
 * reports beside the loss. Optional in {@link Mode#EVAL}.
 *
 * <p>Returns a {@code Map<String, EvalMetric>}, or a record whose components are {@code
 * EvalMetric}s. The names {@code loss} and {@code global_step} are taken.
 *
 * <pre>{@code
 * @EvalMetricOps
 * Map<String, EvalMetric> metrics(
 *     Metrics metrics, Operand<TFloat32> logits, @Label Operand<TInt32> species) {
 *   return Map.of("accuracy", metrics.accuracyOfLogits("accuracy", species, logits));
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface EvalMetricOps {

  /**
   * The modes in which this method fills its field, instead of the default: {@link Mode#EVAL}.
   *
   * @return the modes; empty, which means the default, unless given
   */
  Mode[] modes() default {};
}
