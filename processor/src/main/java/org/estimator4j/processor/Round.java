package org.estimator4j.processor;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.model.TypeRef;
import org.estimator4j.processor.read.Lookup;
import org.estimator4j.processor.read.ModelReader;
import org.estimator4j.processor.write.Surroundings;

/** What all classes of one round share; elements do not outlive it. */
final class Round {

  private final Elements elements;
  private final Lookup lookup;
  private final Map<PackageElement, Surroundings> surroundings = new HashMap<>();
  private boolean runtimeSought;
  private Optional<String> missingRuntime = Optional.empty();

  Round(ProcessingEnvironment environment) {
    this.elements = environment.getElementUtils();
    this.lookup = new Lookup(elements, environment.getTypeUtils());
  }

  ModelReader reader(TypeElement model) {
    return new ModelReader(lookup, model);
  }

  Surroundings surroundings(TypeElement model) {
    return surroundings.computeIfAbsent(
        elements.getPackageOf(model), unused -> Surroundings.of(model, elements));
  }

  /** The first type of the runtime that is not on the class path. */
  Optional<String> missingRuntime() {
    if (!runtimeSought) {
      runtimeSought = true;
      for (TypeRef type : RuntimeTypes.required()) {
        String name = type.qualifiedName();
        if (missingRuntime.isEmpty() && elements.getTypeElement(name) == null) {
          missingRuntime = Optional.of(name);
        }
      }
    }
    return missingRuntime;
  }
}
