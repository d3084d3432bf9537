package org.estimator4j;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import org.estimator4j.annotation.ModelFn;
import org.estimator4j.spec.EstimatorSpecFactory;

/**
 * Finds the factory that the annotation processor wrote for a model: the only reflection there is.
 */
final class FactoryFinder {

  private FactoryFinder() {}

  static EstimatorSpecFactory find(Object model) {
    Class<?> type = model.getClass();
    String name = type.getName().replace('$', '_') + "SpecFactory";
    try {
      Constructor<?> constructor =
          Class.forName(name, true, type.getClassLoader()).getDeclaredConstructor(type);
      constructor.setAccessible(true);
      return (EstimatorSpecFactory) constructor.newInstance(model);
    } catch (ClassNotFoundException e) {
      throw new MissingFactoryException(explain(type, name), e);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(name + " could not be created", e.getCause());
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new MissingFactoryException(
          name
              + " does not look like a generated factory of this version. Compile "
              + type.getName()
              + " again with estimator4j-processor.",
          e);
    }
  }

  private static String explain(Class<?> type, String name) {
    for (var method : type.getDeclaredMethods()) {
      if (method.isAnnotationPresent(ModelFn.class)) {
        return "the annotation processor did not run on "
            + type.getName()
            + ": there is no class "
            + name
            + ".\n"
            + "- Maven: add estimator4j-processor to <annotationProcessorPaths> of the"
            + " maven-compiler-plugin. On the class path alone, JDK 23 and later ignore a processor"
            + " without a word.\n"
            + "- Gradle: annotationProcessor(\"org.estimator4j:estimator4j-processor:…\").\n"
            + "- Kotlin: kapt(…) instead; and with -Werror look for warnings that stopped kapt.\n"
            + "- IDE: enable annotation processing, or delegate the build to Maven or Gradle.";
      }
    }
    return type.getName()
        + " is no model: none of its methods is annotated with @ModelFn. A factory written by hand is"
        + " passed as Estimator.of(EstimatorSpecFactory, RunConfig).";
  }
}
