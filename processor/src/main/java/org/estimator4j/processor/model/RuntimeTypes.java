package org.estimator4j.processor.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The types of annotations, runtime and TensorFlow that the processor knows, by name only. Together
 * with {@link Injectable} this is all it knows of them; a test resolves each.
 */
public final class RuntimeTypes {

  /** The package of the annotations. */
  public static final String ANNOTATIONS = "org.estimator4j.annotation";

  /** The annotation that says which result a parameter takes. */
  public static final String FROM = ANNOTATIONS + ".From";

  /** The annotation that refines a component of an output record. */
  public static final String OUTPUT = ANNOTATIONS + ".Output";

  /** What Kotlin's compiler leaves on each of its classes. */
  public static final String KOTLIN_METADATA = "kotlin.Metadata";

  /** The package of the concrete element types. */
  public static final String TENSOR_TYPES = "org.tensorflow.types";

  public static final TypeRef MODE = TypeRef.of(ANNOTATIONS, "Mode");
  public static final TypeRef ESTIMATOR_SPEC = TypeRef.of("org.estimator4j.spec", "EstimatorSpec");
  public static final TypeRef FACTORY = TypeRef.of("org.estimator4j.spec", "EstimatorSpecFactory");
  public static final TypeRef MODEL_CONTEXT = TypeRef.of("org.estimator4j.spec", "ModelContext");
  public static final TypeRef INPUT_SPEC = TypeRef.of("org.estimator4j.feature", "InputSpec");
  public static final TypeRef FEATURE_SPEC = TypeRef.of("org.estimator4j.feature", "FeatureSpec");
  public static final TypeRef DENSE_FEATURE = TypeRef.of("org.estimator4j.feature", "DenseFeature");
  public static final TypeRef SPARSE_FEATURE =
      TypeRef.of("org.estimator4j.feature", "SparseFeature");
  public static final TypeRef RAGGED_FEATURE =
      TypeRef.of("org.estimator4j.feature", "RaggedFeature");
  public static final TypeRef SPARSE_OPERAND =
      TypeRef.of("org.estimator4j.feature", "SparseOperand");
  public static final TypeRef RAGGED_OPERAND =
      TypeRef.of("org.estimator4j.feature", "RaggedOperand");
  public static final TypeRef OPTIMIZER = TypeRef.of("org.estimator4j.nn.optimizer", "Optimizer");
  public static final TypeRef EVAL_METRIC = TypeRef.of("org.estimator4j.nn.metric", "EvalMetric");
  public static final TypeRef EXPORT_OUTPUT = TypeRef.of("org.estimator4j.spec", "ExportOutput");
  public static final TypeRef HOOK = TypeRef.of("org.estimator4j.session", "SessionRunHook");
  public static final TypeRef SCAFFOLD = TypeRef.of("org.estimator4j.session", "Scaffold");

  public static final TypeRef PREDICTOR = TypeRef.of("org.estimator4j.serve", "Predictor");
  public static final TypeRef PREDICTOR_OPTION =
      TypeRef.of("org.estimator4j.serve", "PredictorOption");
  public static final TypeRef PREDICTOR_CONTRACT =
      TypeRef.of("org.estimator4j.serve", "PredictorContract");
  public static final TypeRef ANSWER_ROW = TypeRef.of("org.estimator4j.serve", "AnswerRow");
  public static final TypeRef SPARSE_ROW = TypeRef.of("org.estimator4j.input", "SparseRow");
  public static final TypeRef TENSOR_VALUE = TypeRef.of("org.estimator4j.session", "TensorValue");

  public static final TypeRef OP = TypeRef.of("org.tensorflow.op", "Op");
  public static final TypeRef OPERAND = TypeRef.of("org.tensorflow", "Operand");
  public static final TypeRef SHAPE = TypeRef.of("org.tensorflow.ndarray", "Shape");
  public static final TypeRef TENSOR = TypeRef.of("org.tensorflow.types.family", "TType");
  public static final TypeRef FLOATING = TypeRef.of("org.tensorflow.types.family", "TFloating");

  private static final TypeRef STRING = TypeRef.of("java.lang", "String");

  public static final TypeRef ANY_OPERAND = operand(TypeRef.any());
  public static final TypeRef FLOATING_OPERAND = operand(TypeRef.anyOf(FLOATING));
  public static final TypeRef OPERANDS_BY_NAME = byName(TypeRef.anyOf(ANY_OPERAND));
  public static final TypeRef METRICS_BY_NAME = byName(EVAL_METRIC);
  public static final TypeRef EXPORTS_BY_NAME = byName(TypeRef.anyOf(EXPORT_OUTPUT));
  public static final TypeRef HOOKS = TypeRef.of("java.util", "Collection", TypeRef.anyOf(HOOK));

  /** What the constants of {@code DType} stand for; {@code INFERRED} stands for nothing. */
  private static final Map<String, String> TYPES_BY_DTYPE =
      Map.of(
          "FLOAT32", "TFloat32",
          "FLOAT64", "TFloat64",
          "UINT8", "TUint8",
          "INT32", "TInt32",
          "INT64", "TInt64",
          "BOOL", "TBool",
          "STRING", "TString");

  private RuntimeTypes() {}

  /** {@code Operand<T>}. */
  public static TypeRef operand(TypeRef element) {
    return TypeRef.of(OPERAND.packageName(), OPERAND.simpleName(), element);
  }

  private static TypeRef byName(TypeRef value) {
    return TypeRef.of("java.util", "Map", STRING, value);
  }

  /** The element type that a constant of {@code DType} stands for, such as {@code TFloat32}. */
  public static Optional<TypeRef> elementType(String dtype) {
    return Optional.ofNullable(TYPES_BY_DTYPE.get(dtype))
        .map(name -> TypeRef.of(TENSOR_TYPES, name));
  }

  /** Whether a type is a concrete element type, one that a placeholder can have. */
  public static boolean isConcreteElement(TypeRef type) {
    return type.packageName().equals(TENSOR_TYPES);
  }

  /** The types that a generated factory cannot do without. */
  public static List<TypeRef> required() {
    return List.of(FACTORY, ESTIMATOR_SPEC, MODEL_CONTEXT, INPUT_SPEC, OPERAND);
  }

  /** Every type named here. */
  public static List<TypeRef> all() {
    return Stream.concat(
            Stream.of(
                MODE,
                ESTIMATOR_SPEC,
                FACTORY,
                MODEL_CONTEXT,
                INPUT_SPEC,
                FEATURE_SPEC,
                DENSE_FEATURE,
                SPARSE_FEATURE,
                RAGGED_FEATURE,
                SPARSE_OPERAND,
                RAGGED_OPERAND,
                OPTIMIZER,
                EVAL_METRIC,
                EXPORT_OUTPUT,
                HOOK,
                SCAFFOLD,
                PREDICTOR,
                PREDICTOR_OPTION,
                PREDICTOR_CONTRACT,
                ANSWER_ROW,
                SPARSE_ROW,
                TENSOR_VALUE,
                TENSOR,
                OP,
                OPERAND,
                SHAPE,
                FLOATING),
            TYPES_BY_DTYPE.values().stream().sorted().map(name -> TypeRef.of(TENSOR_TYPES, name)))
        .toList();
  }
}
