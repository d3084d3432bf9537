package org.estimator4j.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method whose result is {@code EstimatorSpec.predictions}. Required in {@link
 * Mode#PREDICT}, optional in the others.
 *
 * <p>Returns an {@code Operand<T>}, a record of operands (each component is an output, by its name
 * or by {@link Output#name()}), or a {@code Map<String, ? extends Operand<?>>}. With a record the
 * compiler knows the outputs; the keys of a map are checked when the graph is built.
 *
 * <pre>{@code
 * record Species(Operand<TInt64> classId, @Output(shape = {-1, 3}) Operand<TFloat32> probabilities) {}
 *
 * @Predictions
 * Species predictions(Ops tf, Operand<TFloat32> logits) {
 *   return new Species(tf.math.argMax(logits, tf.constant(1)), tf.nn.softmax(logits));
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Predictions {

  /**
   * The modes in which this method fills its field, instead of the default: {@link Mode#PREDICT},
   * and any mode in which another method of that mode consumes the result.
   *
   * @return the modes; empty, which means the default, unless given
   */
  Mode[] modes() default {};
}
