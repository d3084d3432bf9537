package org.estimator4j.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method whose result is {@code EstimatorSpec.exportOutputs}: the signatures of an
 * exported model. Optional in {@link Mode#PREDICT}; without it one predict signature over the
 * predictions is exported.
 *
 * <p>Returns a {@code Map<String, ? extends ExportOutput>}, or a record whose components are {@code
 * ExportOutput}s. Of several, one must be named {@code serving_default}.
 *
 * <pre>{@code
 * @ExportOutputs
 * Map<String, ExportOutput> signatures(Operand<TFloat32> probabilities) {
 *   return Map.of("serving_default", ExportOutput.classification(probabilities));
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ExportOutputs {

  /**
   * The modes in which this method fills its field, instead of the default: {@link Mode#PREDICT}.
   *
   * @return the modes; empty, which means the default, unless given
   */
  Mode[] modes() default {};
}
