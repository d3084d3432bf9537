package org.estimator4j.nn.internal;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.strings.StringFormat;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TIntegral;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/** Checks of values in a step; a step that fails one names the wrong values and their rows. */
public final class Elements {

  private Elements() {}

  /**
   * Classes that are checked to be from 0 to below a number.
   *
   * @param <T> the element type
   * @param tf the ops to build with
   * @param what whose classes they are, such as {@code metric accuracy: label}; no quotes, which
   *     would be escaped
   * @param classes class numbers {@code [batch, …]}
   * @param count how many classes there are, a scalar
   * @return the same tensor, available only if all are in range
   */
  public static <T extends TIntegral> Operand<T> classes(
      Ops tf, String what, Operand<T> classes, Operand<TInt64> count) {
    Ops check = tf.withSubScope("check_classes");
    Operand<TInt64> values = Numbers.cast(check, classes, TInt64.class);
    Operand<TBool> wrong =
        check.math.logicalOr(
            check.math.less(values, check.constant(0L)), check.math.greaterEqual(values, count));
    String complaint = what + " values {} in rows {} are not classes from 0 to below {}";
    return checked(check, classes, wrong, complaint, List.of(count));
  }

  /**
   * Numbers that are checked to be from 0 to 1.
   *
   * @param tf the ops to build with
   * @param what whose numbers they are, such as {@code metric auc: prediction}
   * @param x numbers {@code [batch, …]}
   * @return the numbers, available only if all are in range
   */
  public static Operand<TFloat32> probabilities(Ops tf, String what, Operand<? extends TNumber> x) {
    Ops check = tf.withSubScope("check_probabilities");
    Operand<TFloat32> numbers = Numbers.cast(check, x, TFloat32.class);
    Operand<TBool> fine =
        check.math.logicalAnd(
            check.math.greaterEqual(numbers, check.constant(0f)),
            check.math.lessEqual(numbers, check.constant(1f)));
    String complaint = what + " values {} in rows {} are not in [0, 1]";
    return checked(check, numbers, check.math.logicalNot(fine), complaint, List.of());
  }

  /** Passes a tensor on if no element is wrong; the complaint is filled with elements and rows. */
  private static <T extends TType> Operand<T> checked(
      Ops tf, Operand<T> x, Operand<TBool> wrong, String complaint, List<Operand<?>> more) {
    Operand<TInt64> places = tf.where(wrong);
    List<Operand<?>> parts = new ArrayList<>();
    parts.add(tf.gatherNd(x, places));
    parts.add(tf.gather(places, tf.constant(0), tf.constant(1)));
    parts.addAll(more);
    Operand<TString> message =
        tf.strings.stringFormat(
            parts, StringFormat.template(complaint), StringFormat.placeholder("{}"));
    Op none = tf.assertThat(tf.math.equal(tf.size(places), tf.constant(0)), List.of(message));
    return tf.withControlDependencies(List.of(none)).identity(x);
  }
}
