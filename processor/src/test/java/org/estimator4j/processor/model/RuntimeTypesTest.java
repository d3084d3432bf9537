package org.estimator4j.processor.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.estimator4j.annotation.DType;
import org.estimator4j.spec.EstimatorSpec;
import org.estimator4j.spec.ModelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every name that the processor knows is one of the real annotations, runtime or TensorFlow. */
class RuntimeTypesTest {

  private static List<TypeRef> types() {
    return RuntimeTypes.all();
  }

  private static Class<?> load(String name) throws ClassNotFoundException {
    return Class.forName(name, false, RuntimeTypesTest.class.getClassLoader());
  }

  @ParameterizedTest
  @MethodSource("types")
  void typesExist(TypeRef type) {
    assertDoesNotThrow(() -> load(type.qualifiedName()));
  }

  @ParameterizedTest
  @EnumSource(Injectable.class)
  void contextGivesWhatIsInjected(Injectable injectable) throws Exception {
    Method accessor = ModelContext.class.getMethod(injectable.accessor());
    assertEquals(load(injectable.qualifiedName()), accessor.getReturnType());
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void annotationsExist(Role role) throws Exception {
    Class<?> annotation = load(role.annotationName());
    assertEquals("modes", annotation.getMethod("modes").getName());
  }

  @ParameterizedTest
  @EnumSource(InputKind.class)
  void inputAnnotationsExist(InputKind kind) throws Exception {
    Class<?> annotation = load(kind.annotationName());
    for (String attribute : List.of("name", "dtype", "shape")) {
      annotation.getMethod(attribute);
    }
    load(RuntimeTypes.ANNOTATIONS + ".ModelFn").getMethod(kind.noun() + "s");
    assertTrue(
        Arrays.stream(ModelContext.class.getMethods())
            .anyMatch(method -> method.getName().equals(kind.noun())));
    load(RuntimeTypes.FROM).getMethod("value");
    load(RuntimeTypes.OUTPUT).getMethod("name");
  }

  @Test
  void modesAreThoseOfTheAnnotations() {
    assertEquals(
        Arrays.stream(org.estimator4j.annotation.Mode.values()).map(Enum::name).toList(),
        Arrays.stream(Mode.values()).map(Enum::name).toList());
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void dtypesStandForElementTypes(DType dtype) throws Exception {
    if (dtype == DType.INFERRED) {
      assertTrue(RuntimeTypes.elementType(dtype.name()).isEmpty());
    } else {
      TypeRef element = RuntimeTypes.elementType(dtype.name()).orElseThrow();
      assertTrue(RuntimeTypes.isConcreteElement(element));
      load(element.qualifiedName());
    }
  }

  /** In each mode the builder takes exactly the fields that the role table says. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void buildersTakeTheFieldsOfTheirModes(Mode mode) throws Exception {
    Class<?> builder = EstimatorSpec.class.getMethod(mode.builderMethod()).getReturnType();
    List<String> methods =
        Arrays.stream(builder.getMethods()).map(Method::getName).distinct().toList();
    for (Role role : Role.fields()) {
      assertEquals(role.usedIn().contains(mode), methods.contains(role.field()), role.field());
    }
    assertTrue(methods.contains("prediction"));
    assertEquals(mode == Mode.EVAL, methods.contains("evalMetric"));
    assertEquals(mode == Mode.PREDICT, methods.contains("exportOutput"));
  }

  @Test
  void genericTypesAreWrittenAsExpected() throws Exception {
    assertEquals("Map<String, ? extends Operand<?>>", RuntimeTypes.OPERANDS_BY_NAME.toString());
    assertEquals("Map<String, EvalMetric>", RuntimeTypes.METRICS_BY_NAME.toString());
    assertEquals("Collection<? extends SessionRunHook>", RuntimeTypes.HOOKS.toString());
    assertEquals(Map.class, load(RuntimeTypes.EXPORTS_BY_NAME.qualifiedName()));
    assertEquals(Collection.class, load(RuntimeTypes.HOOKS.qualifiedName()));
  }
}
