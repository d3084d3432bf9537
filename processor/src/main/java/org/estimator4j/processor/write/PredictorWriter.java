package org.estimator4j.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import org.estimator4j.processor.model.InputForm;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.plan.PredictorPlan;

/** Writes the typed predictor of a model: its features as parameters, a record for each row. */
public final class PredictorWriter {

  private static final ClassName PREDICTOR = Types.className(RuntimeTypes.PREDICTOR);
  private static final ClassName CONTRACT = Types.className(RuntimeTypes.PREDICTOR_CONTRACT);
  private static final ClassName OPTION = Types.className(RuntimeTypes.PREDICTOR_OPTION);
  private static final ClassName ROW = Types.className(RuntimeTypes.ANSWER_ROW);

  private final PredictorPlan plan;
  private final ClassName self;
  private final ClassName prediction;

  private PredictorWriter(PredictorPlan plan) {
    this.plan = plan;
    this.self = ClassName.get(plan.model().type().packageName(), plan.model().predictorName());
    this.prediction = self.nestedClass("Prediction");
  }

  /** The predictor as a file. */
  public static GeneratedFile write(PredictorPlan plan, Surroundings surroundings) {
    return new PredictorWriter(plan).file(surroundings);
  }

  private GeneratedFile file(Surroundings surroundings) {
    TypeSpec.Builder type =
        JavaFiles.generatedClass(plan.model(), plan.model().predictorName(), surroundings)
            .addSuperinterface(AutoCloseable.class)
            .addJavadoc(
                "Asks a trained {@code $L}, in Java's types. For any number of threads at the same\n"
                    + "time; close it once.\n\n<p>Generated; {@code docs/generated-code.md} of"
                    + " Estimator4J explains it.\n",
                FactoryJavadoc.escape(plan.model().name()))
            .addField(contract())
            .addField(PREDICTOR, "predictor", Modifier.PRIVATE, Modifier.FINAL)
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(Modifier.PRIVATE)
                    .addParameter(PREDICTOR, "predictor")
                    .addStatement("this.predictor = predictor")
                    .build())
            .addMethod(load())
            .addMethod(of())
            .addMethod(predict())
            .addMethod(predictRow())
            .addMethod(predictor())
            .addMethod(close())
            .addType(PredictionRecord.of(plan, prediction));
    return JavaFiles.file(plan.model(), type.build(), surroundings);
  }

  private FieldSpec contract() {
    CodeBlock.Builder chain =
        CodeBlock.builder()
            .add("$>$>\n$T.of($S)", CONTRACT, plan.model().type().qualifiedName())
            .add("$>$>");
    for (PredictorPlan.Input input : plan.inputs()) {
      chain.add(
          "\n.$L($S, $T.class$L)",
          input.form() == InputForm.DENSE ? "input" : input.form().method(),
          input.name(),
          Types.typeName(input.elementType()),
          sizes(input.shape()));
    }
    for (PredictorPlan.Output output : plan.outputs()) {
      chain.add(
          "\n.output($S, $T.class$L)",
          output.name(),
          Types.typeName(output.elementType().orElse(RuntimeTypes.TENSOR)),
          sizes(output.shape().orElse(List.of())));
    }
    chain.add("$<$<$<$<");
    return FieldSpec.builder(CONTRACT, "CONTRACT")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(chain.build())
        .build();
  }

  private static CodeBlock sizes(List<Long> shape) {
    CodeBlock.Builder sizes = CodeBlock.builder();
    shape.forEach(size -> sizes.add(size > Integer.MAX_VALUE ? ", $LL" : ", $L", size));
    return sizes.build();
  }

  private MethodSpec load() {
    return MethodSpec.methodBuilder("load")
        .addJavadoc(
            """
            Loads a SavedModel and checks that it is one of this model: names, types and shapes.

            @param savedModel its directory
            @param options tags, a signature, threads
            @return a predictor, which the caller closes
            """)
        .addModifiers(JavaFiles.visibility(plan.model()))
        .addModifiers(Modifier.STATIC)
        .returns(self)
        .addParameter(Path.class, "savedModel")
        .addParameter(ArrayTypeName.of(OPTION), "options")
        .varargs()
        .addStatement("return new $T(CONTRACT.load(savedModel, options))", self)
        .build();
  }

  private MethodSpec of() {
    return MethodSpec.methodBuilder("of")
        .addJavadoc(
            """
            Asks through a predictor that is there, such as {@code estimator.predictor()}.

            @param predictor the predictor, which is closed with this one
            @return a predictor, which the caller closes
            """)
        .addModifiers(JavaFiles.visibility(plan.model()))
        .addModifiers(Modifier.STATIC)
        .returns(self)
        .addParameter(PREDICTOR, "predictor")
        .addStatement("return new $T(CONTRACT.require(predictor))", self)
        .build();
  }

  private MethodSpec predict() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("predict")
            .addJavadoc("Asks about a batch.\n\n")
            .addModifiers(JavaFiles.visibility(plan.model()))
            .returns(ParameterizedTypeName.get(ClassName.get(List.class), prediction));
    for (PredictorPlan.Input input : plan.inputs()) {
      method.addJavadoc(
          "@param $L {@code $L}, a row each; shape $L\n",
          input.parameter(),
          FactoryJavadoc.escape(input.name()),
          input.shape());
    }
    addParameters(method, 0);
    return method
        .addJavadoc("@return an answer for each row, in order\n")
        .addStatement("return CONTRACT.rows(predictor.predict($L), Prediction::of)", inputs())
        .build();
  }

  private MethodSpec predictRow() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("predictRow")
            .addJavadoc("Asks about one row.\n\n")
            .addModifiers(JavaFiles.visibility(plan.model()))
            .returns(prediction);
    for (PredictorPlan.Input input : plan.inputs()) {
      method.addJavadoc(
          "@param $L {@code $L}; shape $L\n",
          input.parameter(),
          FactoryJavadoc.escape(input.name()),
          input.shape().subList(1, input.shape().size()));
    }
    addParameters(method, 1);
    return method
        .addJavadoc("@return the answer\n")
        .addStatement("return Prediction.of(new $T(predictor.predictRow($L)))", ROW, inputs())
        .build();
  }

  private void addParameters(MethodSpec.Builder method, int without) {
    for (PredictorPlan.Input input : plan.inputs()) {
      method.addParameter(
          JavaTypes.parameter(input, input.shape().size() - without), input.parameter());
    }
  }

  /** {@code Map.of} takes ten pairs; javac infers for a minute where there are many entries. */
  private CodeBlock inputs() {
    boolean few = plan.inputs().size() <= 10;
    CodeBlock pairs =
        plan.inputs().stream()
            .map(
                input ->
                    few
                        ? CodeBlock.of("$S, $N", input.name(), input.parameter())
                        : CodeBlock.of(
                            "$T.entry($S, $N)", Map.class, input.name(), input.parameter()))
            .collect(CodeBlock.joining(", "));
    return few
        ? CodeBlock.of("$T.of($L)", Map.class, pairs)
        : CodeBlock.of("$T.<$T, $T>ofEntries($L)", Map.class, String.class, Object.class, pairs);
  }

  private MethodSpec predictor() {
    return MethodSpec.methodBuilder("predictor")
        .addJavadoc("The predictor behind this one.\n\n@return arrays in, arrays out, by name\n")
        .addModifiers(JavaFiles.visibility(plan.model()))
        .returns(PREDICTOR)
        .addStatement("return predictor")
        .build();
  }

  private static MethodSpec close() {
    return MethodSpec.methodBuilder("close")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .addStatement("predictor.close()")
        .build();
  }
}
