package org.estimator4j.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import org.estimator4j.processor.model.ModelClass;

/**
 * Stands in for the factory of a model that has errors, so that code that mentions the factory gets
 * no errors of its own, which would bury the ones that matter. The compilation has failed already.
 */
public final class BrokenFactory {

  private BrokenFactory() {}

  /** The stand-in as a file. */
  public static GeneratedFile write(ModelClass model, Surroundings surroundings) {
    TypeSpec.Builder type = JavaFiles.factory(model, surroundings);
    type.addJavadoc("Stands in for the factory of a model that has errors.\n");
    type.addMethod(
        MethodSpec.constructorBuilder()
            .addJavadoc("Takes anything: the model itself may be what is wrong.\n\n")
            .addJavadoc("@param model not used\n")
            .addModifiers(JavaFiles.visibility(model))
            .addParameter(ClassName.get(Object.class), "model")
            .build());
    type.addMethod(JavaFiles.modelName(model));
    type.addMethod(failing("modes", JavaFiles.MODES));
    type.addMethod(failing("inputs", JavaFiles.INPUT_SPEC));
    type.addMethod(
        failing("create", JavaFiles.SPEC).toBuilder()
            .addParameter(JavaFiles.CONTEXT, "context")
            .build());
    return JavaFiles.file(model, type.build(), surroundings);
  }

  private static MethodSpec failing(String name, TypeName returnType) {
    return JavaFiles.failing(JavaFiles.implementing(name, returnType)).build();
  }
}
