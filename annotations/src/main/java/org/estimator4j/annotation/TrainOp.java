package org.estimator4j.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method whose result is {@code EstimatorSpec.trainOp}: what one training step runs.
 * Required in {@link Mode#TRAIN}.
 *
 * <p>Returns an {@code Optimizer} (the loss is then minimised with it, after the graph's update
 * operations, and the global step advanced by one), or any {@code Op}, which must advance the
 * global step itself.
 *
 * <pre>{@code
 * @TrainOp
 * Optimizer optimizer() {
 *   return new Adam(learningRate);
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface TrainOp {

  /**
   * The modes in which this method fills its field, instead of the default: {@link Mode#TRAIN}.
   *
   * @return the modes; empty, which means the default, unless given
   */
  Mode[] modes() default {};
}
