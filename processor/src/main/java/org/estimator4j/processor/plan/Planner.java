package org.estimator4j.processor.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.estimator4j.processor.model.Flow;
import org.estimator4j.processor.model.ModelClass;
import org.estimator4j.processor.model.TypeSystem;

/** Plans the factory of a model that keeps to every rule. */
public final class Planner {

  private Planner() {}

  /**
   * The plan of a factory.
   *
   * @param model the model, without errors
   * @param flows what each supported mode reaches, in order
   * @param types answers about types
   */
  public static FactoryPlan plan(ModelClass model, Collection<Flow> flows, TypeSystem types) {
    Names names = Names.forFactory(model);
    List<InputPlan> inputs = InputPlanner.plan(model, types, names);
    List<ModePlan> modes = new ArrayList<>();
    for (Flow flow : flows) {
      modes.add(new ModePlanner(model, flow, types, inputs, names.inner()).plan());
    }
    return new FactoryPlan(model, inputs, modes);
  }
}
