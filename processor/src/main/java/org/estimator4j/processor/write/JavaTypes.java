package org.estimator4j.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import org.estimator4j.processor.model.InputForm;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.plan.JavaElement;
import org.estimator4j.processor.plan.PredictorPlan;

/** What stands in Java for the inputs and outputs of a typed predictor. */
final class JavaTypes {

  private JavaTypes() {}

  /** A ragged one is an array of arrays, as a dense one; a sparse one has rows of its own. */
  static TypeName parameter(PredictorPlan.Input input, int dimensions) {
    if (input.form() != InputForm.SPARSE) {
      return array(input.java(), dimensions);
    }
    ClassName row = Types.className(RuntimeTypes.SPARSE_ROW);
    return dimensions == 1 ? row : ArrayTypeName.of(row);
  }

  /** A row has one dimension less. */
  static TypeName component(PredictorPlan.Output output) {
    return output
        .java()
        .map(element -> array(element, output.shape().orElse(List.of()).size() - 1))
        .orElse(Types.className(RuntimeTypes.TENSOR_VALUE));
  }

  private static TypeName array(JavaElement element, int dimensions) {
    TypeName type =
        switch (element) {
          case FLOAT -> TypeName.FLOAT;
          case DOUBLE -> TypeName.DOUBLE;
          case INT -> TypeName.INT;
          case LONG -> TypeName.LONG;
          case SHORT -> TypeName.SHORT;
          case BYTE -> TypeName.BYTE;
          case BOOLEAN -> TypeName.BOOLEAN;
          case STRING -> ClassName.get(String.class);
        };
    for (int i = 0; i < dimensions; i++) {
      type = ArrayTypeName.of(type);
    }
    return type;
  }
}
