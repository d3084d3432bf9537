package org.estimator4j.processor.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Binds parameters: by type to what the context gives, by annotation to features and labels, by
 * name to the results of other methods.
 */
public final class Wiring {

  private final ModelClass model;
  private final Contract contract;
  private final List<Result> results = new ArrayList<>();
  private final Map<Mode, IdentityHashMap<Parameter, Binding>> bindings = new EnumMap<>(Mode.class);

  /** The wiring of a model. */
  public Wiring(ModelClass model, Contract contract) {
    this.model = model;
    this.contract = contract;
    for (ModelMethod method : model.methods()) {
      results.add(new Result(method, Optional.empty()));
      for (Component part : components(method)) {
        results.add(new Result(method, Optional.of(part)));
      }
    }
  }

  /** What a parameter is given in a mode. */
  public Binding bind(ModelMethod consumer, Parameter parameter, Mode mode) {
    return bindings
        .computeIfAbsent(mode, unused -> new IdentityHashMap<>())
        .computeIfAbsent(parameter, unused -> find(consumer, parameter, mode));
  }

  private Binding find(ModelMethod consumer, Parameter parameter, Mode mode) {
    if (!parameter.mentions().isEmpty()) {
      return new Binding.Input(parameter.mentions().get(0));
    }
    if (parameter.from().isPresent()) {
      return choose(parameter.from().get(), from(parameter.from().get(), mode), consumer);
    }
    Optional<Injectable> injectable = Injectable.of(parameter.type());
    if (injectable.isPresent()) {
      return new Binding.Injected(injectable.get());
    }
    return choose(parameter.name(), named(parameter.name(), mode), consumer);
  }

  /** Every name that a parameter or {@code @From} can use, in order. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (ModelMethod method : model.methods()) {
      names.add(method.name());
      method.roles().forEach(use -> use.role().resultName().ifPresent(names::add));
      components(method).forEach(component -> names.add(component.name()));
    }
    return names;
  }

  /** Everything that methods give to others, in order. */
  public List<Result> results() {
    return results;
  }

  /** The components that can be taken one by one: those of the network and of the predictions. */
  private static List<Component> components(ModelMethod method) {
    return method.has(Role.MODEL_FN) || method.has(Role.PREDICTIONS)
        ? method.components().orElse(List.of())
        : List.of();
  }

  private static Binding choose(String name, List<Result> candidates, ModelMethod consumer) {
    // A method that takes an input named like a component of its own result means another's.
    List<Result> left = new ArrayList<>(candidates);
    left.removeIf(result -> result.method().equals(consumer));
    left = left.isEmpty() ? candidates : left;
    return switch (left.size()) {
      case 0 -> new Binding.Nothing(name);
      case 1 -> new Binding.FromResult(left.get(0));
      default -> new Binding.Ambiguous(left);
    };
  }

  /** {@code @From}: a path, else a method or role, else a component. */
  private List<Result> from(String name, Mode mode) {
    List<Result> paths = results().stream().filter(result -> result.path().equals(name)).toList();
    if (!paths.isEmpty()) {
      return paths;
    }
    List<Result> whole = whole(name, mode);
    return whole.isEmpty() ? components(name) : whole;
  }

  /** A plain name: whatever has it. */
  private List<Result> named(String name, Mode mode) {
    List<Result> candidates = new ArrayList<>(whole(name, mode));
    candidates.addAll(components(name));
    return candidates;
  }

  private List<Result> whole(String name, Mode mode) {
    Set<ModelMethod> methods = new LinkedHashSet<>();
    for (ModelMethod method : model.methods()) {
      if (method.name().equals(name)) {
        methods.add(method);
      }
    }
    for (Role role : Role.fields()) {
      Optional<String> result = role.resultName();
      if (result.isPresent() && result.get().equals(name)) {
        methods.addAll(byRole(role, mode));
      }
    }
    List<Result> whole = new ArrayList<>();
    for (ModelMethod method : methods) {
      whole.add(new Result(method, Optional.empty()));
    }
    return whole;
  }

  /** The method of a role; of several the ones that fill the field in this mode. */
  private List<ModelMethod> byRole(Role role, Mode mode) {
    List<ModelMethod> all = model.withRole(role).toList();
    List<ModelMethod> filling = contract.fillers(role, mode);
    return all.size() == 1 || filling.isEmpty() ? all : filling;
  }

  private List<Result> components(String name) {
    List<Result> named = new ArrayList<>();
    for (Result result : results) {
      if (result.component().isPresent() && result.component().get().name().equals(name)) {
        named.add(result);
      }
    }
    return named;
  }
}
