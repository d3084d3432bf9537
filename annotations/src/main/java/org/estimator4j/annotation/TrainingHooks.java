package org.estimator4j.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method whose result is {@code EstimatorSpec.trainingHooks}: hooks that run on every
 * worker around each training step. Optional in {@link Mode#TRAIN}.
 *
 * <p>Returns a {@code SessionRunHook} or a {@code Collection} of them. It is called once, when the
 * graph of the mode is built.
 *
 * <pre>{@code
 * @TrainingHooks
 * SessionRunHook hook() {
 *   return new SessionRunHook() {
 *     @Override
 *     public void afterRun(SessionRunContext context, SessionRunValues values) {
 *       log.info("loss of the step: {}", values.loss());
 *     }
 *   };
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface TrainingHooks {

  /**
   * The modes in which this method fills its field, instead of the default: {@link Mode#TRAIN}.
   *
   * @return the modes; empty, which means the default, unless given
   */
  Mode[] modes() default {};
}
