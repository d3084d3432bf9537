package org.estimator4j.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import org.estimator4j.processor.model.Component;
import org.estimator4j.processor.model.InputKind;
import org.estimator4j.processor.model.InputMention;
import org.estimator4j.processor.model.ModelClass;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.plan.PredictorPlan;
import org.estimator4j.processor.plan.PredictorPlanner;

/**
 * Stands in for the typed predictor of a model that has errors, as {@link BrokenFactory} does for
 * its factory: it takes anything and gives whatever is asked for, so that code which uses it gets
 * no errors of its own.
 */
public final class BrokenPredictor {

  private static final TypeName PREDICTOR = Types.className(RuntimeTypes.PREDICTOR);
  private static final ClassName LIST = ClassName.get(List.class);
  private static final TypeName OPTION = Types.className(RuntimeTypes.PREDICTOR_OPTION);

  private final ModelClass model;
  private final ClassName self;
  private final ClassName prediction;

  private BrokenPredictor(ModelClass model) {
    this.model = model;
    this.self = ClassName.get(model.type().packageName(), model.predictorName());
    this.prediction = self.nestedClass("Prediction");
  }

  /** The stand-in as a file; nothing for a model that would have no predictor either. */
  public static Optional<GeneratedFile> write(ModelClass model, Surroundings surroundings) {
    return model
        .withRole(Role.PREDICTIONS)
        .findFirst()
        .flatMap(ModelMethod::components)
        .filter(
            components -> !components.isEmpty() && 1 + features(model) <= PredictorPlan.MAX_SLOTS)
        .map(components -> new BrokenPredictor(model).file(components, surroundings));
  }

  private GeneratedFile file(List<Component> components, Surroundings surroundings) {
    TypeSpec.Builder answer =
        TypeSpec.classBuilder(prediction)
            .addModifiers(JavaFiles.visibility(model))
            .addModifiers(Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("Stands in for an answer.\n");
    TypeVariableName any = TypeVariableName.get("T");
    for (PredictorPlan.Output output : PredictorPlanner.outputs(components)) {
      answer.addMethod(failing(output.component(), any).addTypeVariable(any).build());
    }
    TypeName options = ArrayTypeName.of(OPTION);
    TypeSpec.Builder type =
        JavaFiles.generatedClass(model, model.predictorName(), surroundings)
            .addSuperinterface(AutoCloseable.class)
            .addJavadoc("Stands in for the predictor of a model that has errors.\n")
            .addMethod(
                failing("load", self)
                    .addModifiers(Modifier.STATIC)
                    .addParameter(Path.class, "savedModel")
                    .addParameter(options, "options")
                    .varargs()
                    .build())
            .addMethod(
                failing("of", self)
                    .addModifiers(Modifier.STATIC)
                    .addParameter(PREDICTOR, "predictor")
                    .build())
            .addMethod(asking("predict", ParameterizedTypeName.get(LIST, prediction)))
            .addMethod(asking("predictRow", prediction))
            .addMethod(failing("predictor", PREDICTOR).build())
            .addMethod(JavaFiles.implementing("close", TypeName.VOID).build())
            .addType(answer.build());
    return JavaFiles.file(model, type.build(), surroundings);
  }

  /** Takes anything for each feature. */
  private MethodSpec asking(String name, TypeName answer) {
    MethodSpec.Builder method = failing(name, answer);
    for (int i = 1; i <= features(model); i++) {
      method.addParameter(Object.class, "input" + i);
    }
    return method.build();
  }

  private static long features(ModelClass model) {
    return model
        .mentions()
        .filter(mention -> mention.kind() == InputKind.FEATURE)
        .map(InputMention::name)
        .distinct()
        .count();
  }

  private MethodSpec.Builder failing(String name, TypeName returnType) {
    return JavaFiles.failing(
        MethodSpec.methodBuilder(name)
            .addModifiers(JavaFiles.visibility(model))
            .returns(returnType));
  }
}
