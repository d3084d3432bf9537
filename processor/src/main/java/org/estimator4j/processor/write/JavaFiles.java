package org.estimator4j.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.estimator4j.processor.model.ModelClass;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.model.Trait;

/** What all generated files have in common. */
final class JavaFiles {

  static final String GENERATED = "javax.annotation.processing.Generated";
  static final String NULL_MARKED = "org.jspecify.annotations.NullMarked";
  static final String PROCESSOR = "org.estimator4j.processor.EstimatorProcessor";

  /** The classes of {@code java.lang} that generated files use. */
  static final List<String> JAVA_LANG =
      List.of(
          "Override",
          "String",
          "SuppressWarnings",
          "IllegalStateException",
          "Object",
          "AutoCloseable",
          "Boolean",
          "Double",
          "Float",
          "Integer",
          "Long");

  static final ClassName SPEC = Types.className(RuntimeTypes.ESTIMATOR_SPEC);
  static final ClassName CONTEXT = Types.className(RuntimeTypes.MODEL_CONTEXT);
  static final ClassName INPUT_SPEC = Types.className(RuntimeTypes.INPUT_SPEC);
  static final ClassName MODE = Types.className(RuntimeTypes.MODE);
  static final TypeName MODES = ParameterizedTypeName.get(ClassName.get(Set.class), MODE);

  private static final ClassName FACTORY = Types.className(RuntimeTypes.FACTORY);
  private static final ClassName STRING = ClassName.get(String.class);
  private static final AnnotationSpec OVERRIDE = AnnotationSpec.builder(Override.class).build();
  private static final AnnotationSpec NULL_MARKED_ANNOTATION =
      AnnotationSpec.builder(ClassName.bestGuess(NULL_MARKED)).build();
  private static final AnnotationSpec GENERATED_ANNOTATION =
      AnnotationSpec.builder(ClassName.bestGuess(GENERATED))
          .addMember("value", "$S", PROCESSOR)
          .build();

  private JavaFiles() {}

  /** The beginning of a factory: its name, annotations, modifiers. */
  static TypeSpec.Builder factory(ModelClass model, Surroundings surroundings) {
    return generatedClass(model, model.factoryName(), surroundings).addSuperinterface(FACTORY);
  }

  /** The beginning of a class beside a model. */
  static TypeSpec.Builder generatedClass(ModelClass model, String name, Surroundings surroundings) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name).addModifiers(visibility(model)).addModifiers(Modifier.FINAL);
    if (surroundings.generated()) {
      type.addAnnotation(GENERATED_ANNOTATION);
    }
    if (surroundings.nullMarked()) {
      type.addAnnotation(NULL_MARKED_ANNOTATION);
    }
    return type;
  }

  static Modifier[] visibility(ModelClass model) {
    return model.is(Trait.PUBLIC) ? new Modifier[] {Modifier.PUBLIC} : new Modifier[0];
  }

  /** A method that implements one of the interface. */
  static MethodSpec.Builder implementing(String name, TypeName returnType) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(OVERRIDE)
        .addModifiers(Modifier.PUBLIC)
        .returns(returnType);
  }

  /** The body of a method that stands in for one of a model that has errors. */
  static MethodSpec.Builder failing(MethodSpec.Builder method) {
    return method.addStatement(
        "throw new $T($S)",
        IllegalStateException.class,
        "the model has errors; see the compiler's messages");
  }

  static MethodSpec modelName(ModelClass model) {
    return implementing("modelName", STRING)
        .addStatement("return $S", model.type().qualifiedName())
        .build();
  }

  static GeneratedFile file(ModelClass model, TypeSpec type, Surroundings surroundings) {
    return GeneratedFile.of(
        JavaFile.builder(model.type().packageName(), type)
            .skipJavaLangImports(!surroundings.shadowsJavaLang())
            .build());
  }
}
