package org.estimator4j.processor.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.estimator4j.processor.model.Component;
import org.estimator4j.processor.model.InputKind;
import org.estimator4j.processor.model.Mode;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.model.TypeRef;
import org.estimator4j.processor.plan.PredictorPlan.Input;
import org.estimator4j.processor.plan.PredictorPlan.Output;

/** Plans the typed predictor of a model. */
public final class PredictorPlanner {

  private PredictorPlanner() {}

  /**
   * The plan; nothing if the compiler does not know the predictions: they are no record, the model
   * does not support PREDICT, Java has no type for a feature, or no room for so many.
   */
  public static Optional<PredictorPlan> plan(FactoryPlan factory) {
    Optional<List<Component>> components =
        factory
            .model()
            .withRole(Role.PREDICTIONS)
            .findFirst()
            .flatMap(ModelMethod::components)
            .filter(all -> !all.isEmpty());
    List<InputPlan> features = factory.inputs(InputKind.FEATURE);
    if (factory.mode(Mode.PREDICT).isEmpty() || components.isEmpty() || features.isEmpty()) {
      return Optional.empty();
    }
    Names names = Names.forPredictor(factory.model());
    List<Input> inputs = new ArrayList<>();
    for (InputPlan feature : features) {
      Optional<JavaElement> element = JavaElement.given(feature.elementType());
      if (element.isEmpty()) {
        return Optional.empty();
      }
      inputs.add(
          new Input(
              feature.name(),
              names.variable(feature.name().replaceAll("\\W+", "_")),
              feature.form(),
              feature.elementType(),
              feature.shape(),
              element.get()));
    }
    return Optional.of(new PredictorPlan(factory.model(), inputs, outputs(components.get())))
        .filter(PredictorPlan::hasRoom);
  }

  /** The predictions that a row is answered with. */
  public static List<Output> outputs(List<Component> components) {
    Names names = Names.forComponents();
    return components.stream()
        .map(component -> output(component, names.variable(component.name())))
        .toList();
  }

  private static Output output(Component component, String name) {
    Optional<TypeRef> element =
        Optional.of(component.type())
            .filter(type -> type.is(RuntimeTypes.OPERAND) && type.arguments().size() == 1)
            .map(type -> type.arguments().get(0))
            .filter(RuntimeTypes::isConcreteElement);
    Optional<List<Long>> shape = component.shape().filter(sizes -> !sizes.isEmpty());
    return new Output(
        component.outputName(),
        name,
        element,
        shape,
        shape.isPresent() ? element.flatMap(JavaElement::got) : Optional.empty());
  }
}
