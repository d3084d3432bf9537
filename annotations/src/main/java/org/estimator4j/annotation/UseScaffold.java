package org.estimator4j.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method whose result is {@code EstimatorSpec.scaffold}: how a session is made ready.
 * Optional in every mode.
 *
 * <p>Returns a {@code Scaffold}. The annotation has another name because a type of the runtime is
 * called {@code Scaffold}.
 *
 * <pre>{@code
 * @UseScaffold
 * Scaffold scaffold(ModelGraph graph) {
 *   return Scaffold.builder().initFn(session -> log.info("fresh start")).build();
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface UseScaffold {

  /**
   * The modes in which this method fills its field, instead of the default: every mode that the
   * model supports.
   *
   * @return the modes; empty, which means the default, unless given
   */
  Mode[] modes() default {};
}
