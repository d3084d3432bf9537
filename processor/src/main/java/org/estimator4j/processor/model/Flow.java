package org.estimator4j.processor.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one mode reaches, starting at the fields that it fills. */
public final class Flow {

  /**
   * A parameter of a reached method, and how it was reached.
   *
   * @param consumer the method
   * @param parameter its parameter
   * @param binding what the parameter is given
   * @param path the methods from the field down to the consumer
   */
  public record Step(
      ModelMethod consumer, Parameter parameter, Binding binding, List<ModelMethod> path) {}

  private final Mode mode;
  private final Contract contract;
  private final Wiring wiring;
  private final Set<ModelMethod> done = new LinkedHashSet<>();
  private final List<ModelMethod> path = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final Map<Step, List<ModelMethod>> cycles = new LinkedHashMap<>();
  private final Map<Role, ModelMethod> fills = new LinkedHashMap<>();
  private final List<ModelMethod> order = new ArrayList<>();

  /** Walks a mode of a model. */
  public Flow(ModelClass model, Contract contract, Wiring wiring, Mode mode) {
    this.mode = mode;
    this.contract = contract;
    this.wiring = wiring;
    if (model.ported()) {
      model.network().ifPresent(this::visit);
      return;
    }
    for (Role role : Role.fields()) {
      for (ModelMethod method : contract.fillers(role, mode)) {
        visit(method);
      }
    }
    for (Role role : Role.fields()) {
      for (ModelMethod method : model.methods()) {
        if (method.has(role) && fills(role, method)) {
          fills.putIfAbsent(role, method);
        }
      }
    }
  }

  private boolean fills(Role role, ModelMethod method) {
    return contract.fillers(role, mode).contains(method)
        || (role == Role.PREDICTIONS
            && done.contains(method)
            && method.use(role).filter(use -> use.modes().isEmpty()).isPresent());
  }

  private void visit(ModelMethod method) {
    if (done.contains(method)) {
      return;
    }
    path.add(method);
    for (Parameter parameter : method.parameters()) {
      Binding binding = wiring.bind(method, parameter, mode);
      Step step = new Step(method, parameter, binding, List.copyOf(path));
      steps.add(step);
      if (binding instanceof Binding.FromResult from) {
        ModelMethod producer = from.result().method();
        if (path.contains(producer)) {
          List<ModelMethod> cycle =
              new ArrayList<>(path.subList(path.indexOf(producer), path.size()));
          cycle.add(producer);
          cycles.put(step, cycle);
        } else {
          visit(producer);
        }
      }
    }
    path.remove(path.size() - 1);
    done.add(method);
    order.add(method);
  }

  /** The mode. */
  public Mode mode() {
    return mode;
  }

  /** The reached methods, each after those whose results it takes. */
  public List<ModelMethod> order() {
    return order;
  }

  /** Every parameter of a reached method, in the order of the walk. */
  public List<Step> steps() {
    return steps;
  }

  /** The parameters that close a cycle, with the cycle: its first method is also its last. */
  public Map<Step, List<ModelMethod>> cycles() {
    return cycles;
  }

  /** The method that fills each field in this mode, in the order of fields. */
  public Map<Role, ModelMethod> fills() {
    return fills;
  }
}
