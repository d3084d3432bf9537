package org.estimator4j.processor.check;

import static org.estimator4j.processor.check.Descriptors.ANSWER;
import static org.estimator4j.processor.check.Descriptors.FLOATS;
import static org.estimator4j.processor.check.Descriptors.INTS;
import static org.estimator4j.processor.check.Descriptors.component;
import static org.estimator4j.processor.check.Descriptors.feature;
import static org.estimator4j.processor.check.Descriptors.label;
import static org.estimator4j.processor.check.Descriptors.mention;
import static org.estimator4j.processor.check.Descriptors.method;
import static org.estimator4j.processor.check.Descriptors.model;
import static org.estimator4j.processor.check.Descriptors.parameter;

import java.util.List;
import java.util.Optional;
import org.estimator4j.processor.check.Descriptors.Method;
import org.estimator4j.processor.check.Descriptors.Model;
import org.estimator4j.processor.diagnostic.Problem;
import org.estimator4j.processor.model.InputKind;
import org.estimator4j.processor.model.Parameter;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.model.Trait;
import org.estimator4j.processor.model.TypeRef;

/** The parts of a complete model, and rows of a table of what breaks it. */
final class Rows {

  /**
   * A rule.
   *
   * @param problem what it reports
   * @param places where it does in the broken model
   * @param broken breaks this rule alone
   * @param mended the same without the fault
   */
  record Row(Problem problem, List<String> places, Model broken, Model mended) {
    @Override
    public String toString() {
      return problem.id() + " at " + String.join(", ", places);
    }
  }

  private Rows() {}

  static Row row(Problem problem, String place, Model broken, Model mended) {
    return new Row(problem, List.of(place), broken, mended);
  }

  static final Parameter X = feature("x", FLOATS, -1L, 4L);
  static final Parameter Y = label("y", INTS, -1L);
  static final Parameter LOGITS = parameter("logits", FLOATS);

  static Method network() {
    return method("logits", Role.MODEL_FN, FLOATS, X);
  }

  static Method odds() {
    return method("odds", Role.PREDICTIONS, FLOATS, LOGITS);
  }

  static Method loss() {
    return method("loss", Role.LOSS, FLOATS, LOGITS, Y);
  }

  static Method optimizer() {
    return method("optimizer", Role.TRAIN_OP, RuntimeTypes.OPTIMIZER);
  }

  static Model complete() {
    return model(network(), odds(), loss(), optimizer());
  }

  static Model withNetwork(Method network) {
    return model(network, odds(), loss(), optimizer());
  }

  static Model withOdds(Method odds) {
    return model(network(), odds, loss(), optimizer());
  }

  static Model withLoss(Method loss) {
    return model(network(), odds(), loss, optimizer());
  }

  static Model and(Method more) {
    return model(network(), odds(), loss(), optimizer(), more);
  }

  static Row ofClass(Problem problem, Trait trait) {
    return row(problem, "M", complete().with(trait), complete());
  }

  static Row ofMethod(Problem problem, Trait trait) {
    return row(problem, "loss", withLoss(loss().with(trait)), complete());
  }

  static Method answer(String first, String second) {
    return method("odds", Role.PREDICTIONS, ANSWER, LOGITS)
        .of(component("a", first, FLOATS), component("b", second, INTS));
  }

  static Method exports(String first, String second) {
    return method("signatures", Role.EXPORT_OUTPUTS, ANSWER, LOGITS)
        .of(
            component("a", first, RuntimeTypes.EXPORT_OUTPUT),
            component("b", second, RuntimeTypes.EXPORT_OUTPUT));
  }

  static Method metrics(String name) {
    return method("metrics", Role.EVAL_METRIC_OPS, TypeRef.of("p", "Measured"), LOGITS)
        .of(component("a", name, RuntimeTypes.EVAL_METRIC));
  }

  static TypeRef whole(String name) {
    return TypeRef.of("org.estimator4j.feature", name);
  }

  static Method ported() {
    return method(
            "modelFn",
            Role.MODEL_FN,
            RuntimeTypes.ESTIMATOR_SPEC,
            parameter("features", whole("Features")))
        .declares(
            mention(InputKind.FEATURE, "x", Optional.of("FLOAT32"), Optional.empty(), -1L, 4L));
  }
}
