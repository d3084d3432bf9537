package org.estimator4j.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import javax.lang.model.element.Modifier;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.plan.PredictorPlan;

/** Writes the record that a typed predictor answers a row with. */
final class PredictionRecord {

  private static final ClassName ROW = Types.className(RuntimeTypes.ANSWER_ROW);

  private PredictionRecord() {}

  static TypeSpec of(PredictorPlan plan, ClassName prediction) {
    MethodSpec.Builder components = MethodSpec.constructorBuilder();
    TypeSpec.Builder type =
        TypeSpec.recordBuilder("Prediction")
            .addJavadoc("What the model says about one row.\n\n")
            .addModifiers(JavaFiles.visibility(plan.model()));
    CodeBlock.Builder values = CodeBlock.builder();
    String separator = "";
    for (PredictorPlan.Output output : plan.outputs()) {
      type.addJavadoc(
          "@param $L {@code $L}\n", output.component(), FactoryJavadoc.escape(output.name()));
      TypeName component = JavaTypes.component(output);
      components.addParameter(ParameterSpec.builder(component, output.component()).build());
      values.add(separator);
      if (output.java().isPresent()) {
        values.add("row.get($S, $T.class)", output.name(), component.box());
      } else {
        values.add("row.value($S)", output.name());
      }
      separator = ", ";
    }
    return type.recordConstructor(components.build())
        .addMethod(
            MethodSpec.methodBuilder("of")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(prediction)
                .addParameter(ROW, "row")
                .addStatement("return new Prediction($L)", values.build())
                .build())
        .build();
  }
}
