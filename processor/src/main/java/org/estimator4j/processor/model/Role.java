package org.estimator4j.processor.model;

import static org.estimator4j.processor.model.Mode.EVAL;
import static org.estimator4j.processor.model.Mode.PREDICT;
import static org.estimator4j.processor.model.Mode.TRAIN;

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
  MODEL_FN("ModelFn", "", "network"),
  /** What the model answers. */
  PREDICTIONS("Predictions", "predictions", "predictions"),
  /** What training minimises. */
  LOSS("Loss", "loss", "loss"),
  /** What one step of training runs. */
  TRAIN_OP("TrainOp", "trainOp", "train op"),
  /** What an evaluation reports. */
  EVAL_METRIC_OPS("EvalMetricOps", "evalMetricOps", "metrics"),
  /** The signatures of an exported model. */
  EXPORT_OUTPUTS("ExportOutputs", "exportOutputs", "export outputs"),
  /** Hooks around training steps, on every worker. */
  TRAINING_HOOKS("TrainingHooks", "trainingHooks", "training hooks"),
  /** Hooks around training steps, on the chief. */
  TRAINING_CHIEF_HOOKS("TrainingChiefHooks", "trainingChiefHooks", "chief hooks"),
  /** Hooks around evaluation steps. */
  EVALUATION_HOOKS("EvaluationHooks", "evaluationHooks", "evaluation hooks"),
  /** Hooks around prediction steps. */
  PREDICTION_HOOKS("PredictionHooks", "predictionHooks", "prediction hooks"),
  /** How a session is made ready. */
  SCAFFOLD("UseScaffold", "scaffold", "scaffold");

  private static final List<Role> FIELDS = List.copyOf(EnumSet.complementOf(EnumSet.of(MODEL_FN)));

  private final String annotation;
  private final String field;
  private final String noun;

  Role(String annotation, String field, String noun) {
    this.annotation = annotation;
    this.field = field;
    this.noun = noun;
  }

  /** The roles that fill a field: all but the network. */
  public static List<Role> fields() {
    return FIELDS;
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

  /** What the field is called in a sentence, such as {@code train op}. */
  public String noun() {
    return noun;
  }

  /** The modes whose spec has this field. */
  public Set<Mode> usedIn() {
    return switch (this) {
      case MODEL_FN -> EnumSet.noneOf(Mode.class);
      case PREDICTIONS, SCAFFOLD -> EnumSet.allOf(Mode.class);
      case LOSS -> EnumSet.of(TRAIN, EVAL);
      case TRAIN_OP, TRAINING_HOOKS, TRAINING_CHIEF_HOOKS -> EnumSet.of(TRAIN);
      case EVAL_METRIC_OPS, EVALUATION_HOOKS -> EnumSet.of(EVAL);
      case EXPORT_OUTPUTS, PREDICTION_HOOKS -> EnumSet.of(PREDICT);
    };
  }

  /** The modes whose spec is invalid without this field. */
  public Set<Mode> requiredIn() {
    return switch (this) {
      case PREDICTIONS -> EnumSet.of(PREDICT);
      case LOSS, TRAIN_OP -> usedIn();
      default -> EnumSet.noneOf(Mode.class);
    };
  }

  /** The modes in which a method fills this field when its annotation names none. */
  public Set<Mode> defaultModes() {
    return this == PREDICTIONS ? requiredIn() : usedIn();
  }

  /** The name by which a parameter can take the whole result, whatever its method is called. */
  public Optional<String> resultName() {
    return switch (this) {
      case PREDICTIONS, LOSS, TRAIN_OP -> Optional.of(field);
      default -> Optional.empty();
    };
  }
}
