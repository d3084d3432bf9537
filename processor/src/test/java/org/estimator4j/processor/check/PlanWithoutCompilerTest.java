package org.estimator4j.processor.check;

import static org.estimator4j.processor.check.Descriptors.ANSWER;
import static org.estimator4j.processor.check.Descriptors.FLOATS;
import static org.estimator4j.processor.check.Descriptors.INTS;
import static org.estimator4j.processor.check.Descriptors.component;
import static org.estimator4j.processor.check.Descriptors.feature;
import static org.estimator4j.processor.check.Descriptors.fromPath;
import static org.estimator4j.processor.check.Descriptors.mention;
import static org.estimator4j.processor.check.Descriptors.method;
import static org.estimator4j.processor.check.Descriptors.model;
import static org.estimator4j.processor.check.Descriptors.parameter;
import static org.estimator4j.processor.check.Rows.LOGITS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.estimator4j.processor.check.Descriptors.Method;
import org.estimator4j.processor.check.Descriptors.Model;
import org.estimator4j.processor.model.Component;
import org.estimator4j.processor.model.InputForm;
import org.estimator4j.processor.model.InputKind;
import org.estimator4j.processor.model.Mode;
import org.estimator4j.processor.model.Parameter;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.model.Trait;
import org.estimator4j.processor.model.TypeRef;
import org.estimator4j.processor.plan.FactoryPlan;
import org.estimator4j.processor.plan.Filling;
import org.estimator4j.processor.plan.InputPlan;
import org.estimator4j.processor.plan.ModePlan;
import org.estimator4j.processor.plan.PredictorPlan;
import org.estimator4j.processor.plan.PredictorPlanner;
import org.estimator4j.processor.plan.Statement;
import org.junit.jupiter.api.Test;

/** Plans of factories and predictors for descriptors that no compiler made. */
class PlanWithoutCompilerTest {

  private static final Method NETWORK = Rows.network();
  private static final Method PREDICTIONS = Rows.odds();
  private static final Method LOSS = Rows.loss();
  private static final Method TRAIN_OP = Rows.optimizer();

  private static String describe(ModePlan mode) {
    List<String> locals = mode.statements().stream().map(Statement::local).toList();
    List<String> fields = new ArrayList<>();
    for (Filling filling : mode.fillings()) {
      fields.add(filling.role().field() + " " + filling.getClass().getSimpleName());
    }
    return mode.mode() + " " + locals + " " + fields;
  }

  @Test
  void planCallsEachMethodAfterThoseThatFeedIt() {
    FactoryPlan plan = model(TRAIN_OP, LOSS, PREDICTIONS, NETWORK).plan();
    assertEquals(
        List.of(
            "TRAIN [x, y, logits, loss] [loss WithLocal, trainOp WithOptimizer]",
            "EVAL [x, y, logits, loss] [loss WithLocal]",
            "PREDICT [x, logits, odds] [predictions WithLocal]"),
        plan.modes().stream().map(PlanWithoutCompilerTest::describe).toList());
    assertTrue(plan.needsInstance());
    assertEquals(Optional.of(Mode.EVAL), plan.mode(Mode.EVAL).map(ModePlan::mode));
  }

  /** Tensors have a variable each; what nothing takes is called where it is used. */
  @Test
  void planOfOpsHooksAndRecords() {
    TypeRef op = RuntimeTypes.OP;
    TypeRef measured = TypeRef.of("p", "Measured");
    FactoryPlan plan =
        model(
                NETWORK,
                method("odds", Role.PREDICTIONS, ANSWER, LOGITS).of(component("a", FLOATS)),
                LOSS,
                method("step", Role.TRAIN_OP, op, parameter("loss", FLOATS)),
                method("metrics", Role.EVAL_METRIC_OPS, measured, fromPath("odds.a", "p", FLOATS))
                    .of(component("b", RuntimeTypes.EVAL_METRIC)),
                method("signatures", Role.EXPORT_OUTPUTS, TypeRef.of("p", "Signatures"))
                    .of(component("serving_default", RuntimeTypes.EXPORT_OUTPUT)),
                method("watch", Role.TRAINING_HOOKS, RuntimeTypes.HOOK, parameter("trainOp", op)),
                method("scaffold", Role.SCAFFOLD, RuntimeTypes.SCAFFOLD))
            .plan();
    assertEquals(
        List.of(
            "TRAIN [x, y, logits, loss, step] [loss WithLocal, trainOp WithLocal,"
                + " trainingHooks WithCall, scaffold WithCall]",
            "EVAL [x, y, logits, loss, odds, metrics] [predictions WithComponents,"
                + " loss WithLocal, evalMetricOps WithComponents, scaffold WithCall]",
            "PREDICT [x, logits, odds, signatures] [predictions WithComponents,"
                + " exportOutputs WithComponents, scaffold WithCall]"),
        plan.modes().stream().map(PlanWithoutCompilerTest::describe).toList());
  }

  @Test
  void planOfTheWholeSpecIsOneCall() {
    FactoryPlan plan =
        model(
                method(
                        "modelFn",
                        Role.MODEL_FN,
                        RuntimeTypes.ESTIMATOR_SPEC,
                        parameter("features", TypeRef.of("org.estimator4j.feature", "Features")),
                        feature("modelFn", FLOATS, -1L))
                    .with(Trait.STATIC)
                    .declares(
                        mention(
                            InputKind.FEATURE,
                            "words",
                            Optional.of("STRING"),
                            Optional.of(InputForm.RAGGED))))
            .plan();
    assertEquals(
        List.of("TRAIN [modelFn] []", "EVAL [modelFn] []", "PREDICT [modelFn] []"),
        plan.modes().stream().map(PlanWithoutCompilerTest::describe).toList());
    assertEquals(3, plan.calls().count());
    assertFalse(plan.needsInstance());
    assertEquals(
        List.of("words RAGGED TString [-1, -1] WORDS", "modelFn DENSE TFloat32 [-1] MODEL_FN"),
        plan.inputs().stream().map(PlanWithoutCompilerTest::describe).toList());
  }

  private static String describe(InputPlan input) {
    return "%s %s %s %s %s"
        .formatted(
            input.name(), input.form(), input.elementType(), input.shape(), input.constant());
  }

  /** A constant or variable never hides the class that a call names. */
  @Test
  void namesKeepClearOfTheModelAndOfItsSuperclass() {
    Method network =
        method(
                "logits",
                Role.MODEL_FN,
                FLOATS,
                feature("M", FLOATS, -1L),
                feature("BASE", FLOATS, -1L),
                feature("OTHER", FLOATS, -1L))
            .inherited("BASE")
            .in(Mode.EVAL);
    Method loss = method("loss", Role.LOSS, FLOATS, LOGITS).inherited("BASE");
    assertEquals(
        List.of("M_FEATURE", "BASE_FEATURE", "OTHER"),
        model(network, loss).plan().inputs().stream().map(InputPlan::constant).toList());
  }

  @Test
  void equalNamesAreNumbered() {
    Method network =
        method(
                "logits",
                Role.MODEL_FN,
                FLOATS,
                feature("pixel size", FLOATS, -1L),
                feature("pixel-size", FLOATS, -1L),
                feature("pixelSize", FLOATS, -1L))
            .in(Mode.EVAL);
    assertEquals(
        List.of("PIXEL_SIZE", "PIXEL_SIZE_FEATURE", "PIXEL_SIZE_FEATURE2"),
        model(network, method("loss", Role.LOSS, FLOATS, LOGITS)).plan().inputs().stream()
            .map(InputPlan::constant)
            .toList());
  }

  /** One method on an instance is enough, wherever it is called. */
  @Test
  void anInstanceIsNeededUnlessAllIsStatic() {
    Method network =
        method("logits", Role.MODEL_FN, FLOATS, feature("x", FLOATS, -1L)).with(Trait.STATIC);
    Method odds = method("odds", Role.PREDICTIONS, FLOATS, LOGITS).with(Trait.STATIC);
    Method loss = method("loss", Role.LOSS, FLOATS, LOGITS).with(Trait.STATIC);
    Method fixed = method("optimizer", Role.TRAIN_OP, RuntimeTypes.OPTIMIZER).with(Trait.STATIC);
    assertFalse(model(network, odds, loss, fixed).plan().needsInstance());
    assertTrue(model(network, odds, loss, TRAIN_OP).plan().needsInstance());
    Method scaffold = method("scaffold", Role.SCAFFOLD, RuntimeTypes.SCAFFOLD);
    assertTrue(model(network, odds, loss, fixed, scaffold).plan().needsInstance());
  }

  /** Constants are Java's words, whatever inputs are called. */
  @Test
  void namesOfConstants() {
    for (String[] names :
        new String[][] {
          {"1", "FEATURE_1"},
          {"", "FEATURE"},
          {"sepal length (cm)", "SEPAL_LENGTH_CM"},
          {"pixelSize", "PIXEL_SIZE"},
          {"HTTPCode", "HTTPCODE"},
          {"List", "LIST"},
          {"$x", "X"}
        }) {
      Method network = method("f", Role.MODEL_FN, FLOATS, feature(names[0], FLOATS)).in(Mode.EVAL);
      Method loss = method("loss", Role.LOSS, FLOATS, parameter("f", FLOATS));
      assertEquals(
          List.of(names[1]),
          model(network, loss).plan().inputs().stream().map(InputPlan::constant).toList());
    }
  }

  @Test
  void inputWithoutAnElementTypeIsAMistakeOfOurs() {
    Method network =
        method(
                "modelFn",
                Role.MODEL_FN,
                RuntimeTypes.ESTIMATOR_SPEC,
                parameter("features", TypeRef.of("org.estimator4j.feature", "Features")))
            .declares(mention(InputKind.FEATURE, "x", -1L));
    Model model = model(network);
    assertEquals(
        "feature 'x' has no element type",
        assertThrows(IllegalStateException.class, model::plan).getMessage());
  }

  // The typed predictor.

  private static Optional<PredictorPlan> predictor(List<Parameter> features, Component... answer) {
    Method network =
        method("logits", Role.MODEL_FN, FLOATS, features.toArray(Parameter[]::new))
            .in(Mode.PREDICT);
    Method odds = method("odds", Role.PREDICTIONS, ANSWER, LOGITS).of(answer);
    return PredictorPlanner.plan(model(network, odds).plan());
  }

  private static Component shaped(String name, TypeRef type, Long... sizes) {
    Component plain = component(name, type);
    return new Component(
        plain.name(),
        plain.accessor(),
        plain.outputName(),
        plain.type(),
        Optional.of(List.of(sizes)),
        plain.place(),
        plain.namePlace());
  }

  @Test
  void answersHaveATypeWhereTheCompilerKnowsIt() {
    List<Parameter> x = List.of(feature("x", FLOATS, -1L));
    List<PredictorPlan.Output> outputs =
        predictor(
                x,
                shaped("known", FLOATS, -1L, 3L),
                shaped("scalars", INTS),
                component("open", FLOATS),
                shaped("odd", TypeRef.of("p", "Softmax"), -1L))
            .orElseThrow()
            .outputs();
    assertEquals(
        List.of(
            "known Optional[TFloat32] Optional[[-1, 3]] Optional[FLOAT]",
            "scalars Optional[TInt32] Optional.empty Optional.empty",
            "open Optional[TFloat32] Optional.empty Optional.empty",
            "odd Optional.empty Optional[[-1]] Optional.empty"),
        outputs.stream()
            .map(
                output ->
                    "%s %s %s %s"
                        .formatted(
                            output.component(),
                            output.elementType(),
                            output.shape(),
                            output.java()))
            .toList());
    assertEquals(Optional.empty(), predictor(x), "a record without components");
  }

  /** A parameter never hides a class that the predictor names. */
  @Test
  void parametersOfThePredictorKeepClear() {
    List<Parameter> features =
        List.of(feature("Map", FLOATS, -1L), feature("predictor", FLOATS, -1L));
    assertEquals(
        List.of("Map2", "predictor2"),
        predictor(features, component("a", FLOATS)).orElseThrow().inputs().stream()
            .map(PredictorPlan.Input::parameter)
            .toList());
  }

  /** Java has room for 255 slots, and a long or double takes two, but not an array of them. */
  @Test
  void roomForParameters() {
    for (String wide : List.of("TInt64", "TFloat64")) {
      TypeRef operand = RuntimeTypes.operand(TypeRef.of(RuntimeTypes.TENSOR_TYPES, wide));
      assertTrue(hasRoom(127, operand, -1L), wide);
      assertFalse(hasRoom(128, operand, -1L), wide);
      assertTrue(hasRoom(254, operand, -1L, 2L), wide);
      assertFalse(hasRoom(255, operand, -1L, 2L), wide);
    }
    assertTrue(hasRoom(254, INTS, -1L));
    assertFalse(hasRoom(255, INTS, -1L));
  }

  private static boolean hasRoom(int count, TypeRef type, Long... shape) {
    List<Parameter> features =
        IntStream.range(0, count).mapToObj(i -> feature("x" + i, type, shape)).toList();
    return predictor(features, component("a", FLOATS)).isPresent();
  }
}
