package org.estimator4j.processor.model;

import static org.estimator4j.processor.model.Mode.EVAL;
import static org.estimator4j.processor.model.Mode.PREDICT;
import static org.estimator4j.processor.model.Mode.TRAIN;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a method is for: the network, or a field of the {@code EstimatorSpec}. One constant for each
 * annotation on methods; the fields in the order in which a factory fills them.
 */
public enum Role {
  /** The network, whose result other methods take; or, ported, the whole spec. */
  MODEL_FN("ModelFn", "", "a network", Set.of(), Set.of()),
  /** What the model answers. */
  PREDICTIONS("Predictions", "predictions", "predictions", modes(), Set.of(PREDICT)),
  /** What training minimises. */
  LOSS("Loss", "loss", "a loss", Set.of(TRAIN, EVAL), Set.of(TRAIN, EVAL)),
  /** What one step of training runs. */
  TRAIN_OP("TrainOp", "trainOp", "a train op", Set.of(TRAIN), Set.of(TRAIN)),
  /** What an evaluation reports. */
  EVAL_METRIC_OPS("EvalMetricOps", "evalMetricOps", "metrics", Set.of(EVAL), Set.of()),
  /** The signatures of an exported model. */
  EXPORT_OUTPUTS("ExportOutputs", "exportOutputs", "export outputs", Set.of(PREDICT), Set.of()),
  /** Hooks around training steps, on every worker. */
  TRAINING_HOOKS("TrainingHooks", "trainingHooks", "training hooks", Set.of(TRAIN), Set.of()),
  /** Hooks around training steps, on the chief. */
  TRAINING_CHIEF_HOOKS(
      "TrainingChiefHooks", "trainingChiefHooks", "chief hooks", Set.of(TRAIN), Set.of()),
  /** Hooks around evaluation steps. */
  EVALUATION_HOOKS(
      "EvaluationHooks", "evaluationHooks", "evaluation hooks", Set.of(EVAL), Set.of()),
  /** Hooks around prediction steps. */
  PREDICTION_HOOKS(
      "PredictionHooks", "predictionHooks", "prediction hooks", Set.of(PREDICT), Set.of()),
  /** How a session is made ready. */
  SCAFFOLD("UseScaffold", "scaffold", "a scaffold", modes(), Set.of());

  private static final Set<Role> HOOKS =
      EnumSet.of(TRAINING_HOOKS, TRAINING_CHIEF_HOOKS, EVALUATION_HOOKS, PREDICTION_HOOKS);
  private static final Set<Role> BOUND_BY_NAME = EnumSet.of(PREDICTIONS, LOSS, TRAIN_OP);

  private final String annotation;
  private final String field;
  private final String noun;
  private final Set<Mode> usedIn;
  private final Set<Mode> requiredIn;

  Role(String annotation, String field, String noun, Set<Mode> usedIn, Set<Mode> requiredIn) {
    this.annotation = annotation;
    this.field = field;
    this.noun = noun;
    this.usedIn = Collections.unmodifiableSet(ordered(usedIn));
    this.requiredIn = Collections.unmodifiableSet(ordered(requiredIn));
  }

  private static Set<Mode> modes() {
    return EnumSet.allOf(Mode.class);
  }

  private static Set<Mode> ordered(Set<Mode> modes) {
    return modes.isEmpty() ? EnumSet.noneOf(Mode.class) : EnumSet.copyOf(modes);
  }

  /** The roles that fill a field: all but the network. */
  public static List<Role> fields() {
    return Arrays.stream(values()).filter(role -> role != MODEL_FN).toList();
  }

  /** The qualified name of the annotation. */
  public String annotationName() {
    return RuntimeTypes.ANNOTATIONS + "." + annotation;
  }

  /** The annotation as a user writes it, such as {@code @Loss}. */
  public String written() {
    return "@" + annotation;
  }

  /** The name of the field, and of the builder's method that fills it; empty for the network. */
  public String field() {
    return field;
  }

  /** What the field is called in a sentence, such as {@code a loss}. */
  public String noun() {
    return noun;
  }

  /** The modes whose spec has this field. */
  public Set<Mode> usedIn() {
    return usedIn;
  }

  /** The modes whose spec is invalid without this field. */
  public Set<Mode> requiredIn() {
    return requiredIn;
  }

  /** The modes in which a method fills this field when its annotation names none. */
  public Set<Mode> defaultModes() {
    return this == PREDICTIONS ? requiredIn : usedIn;
  }

  /** Whether the field holds session run hooks. */
  public boolean isHooks() {
    return HOOKS.contains(this);
  }

  /** The name by which a parameter can take the whole result, whatever its method is called. */
  public Optional<String> resultName() {
    return BOUND_BY_NAME.contains(this) ? Optional.of(field) : Optional.empty();
  }
}
