package org.estimator4j.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method that builds a model's network, and with it the class as a model. A class has
 * exactly one.
 *
 * <p>Two styles:
 *
 * <ul>
 *   <li><b>Composed.</b> The method returns an {@code Operand<T>} or a record (a Kotlin data class)
 *       of operands. Its result is an input of the methods that fill the other fields: by the
 *       method's name, or by the names of the record's components.
 *   <li><b>Ported</b> from Python: the method takes {@code Features}, {@code Labels}, {@code Mode},
 *       {@code Params} and itself returns an {@code EstimatorSpec}. It is then the only annotated
 *       method, and declares its data by {@link #features()} and {@link #labels()}.
 * </ul>
 *
 * <pre>{@code
 * @ModelFn
 * Operand<TFloat32> logits(
 *     Layers layers, @Feature(shape = {-1, 4}) Operand<TFloat32> measurements) {
 *   return layers.dense("logits", layers.dense("hidden", measurements, 16, Activation.RELU), 3);
 * }
 * }</pre>
 *
 * <p>A method's parameters are its inputs. {@code Ops}, {@code ModelGraph}, {@code Layers}, {@code
 * Losses}, {@code Metrics}, {@code Mode}, {@code Features}, {@code Labels}, {@code Params}, {@code
 * RunConfig} and {@code GlobalStep} are given by their type; every other parameter is a {@link
 * Feature}, a {@link Label}, or the result of another annotated method, by its name.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ModelFn {

  /**
   * The modes that the model supports. What they require must be there; a mode that is left out
   * requires nothing and cannot be run.
   *
   * @return the supported modes, all three by default
   */
  Mode[] modes() default {Mode.TRAIN, Mode.EVAL, Mode.PREDICT};

  /**
   * The features of a model in the ported style, each with a name and a dtype. Empty in the
   * composed style, where parameters declare them.
   *
   * @return the declared features
   */
  Feature[] features() default {};

  /**
   * The labels of a model in the ported style, each with a name and a dtype.
   *
   * @return the declared labels
   */
  Label[] labels() default {};
}
