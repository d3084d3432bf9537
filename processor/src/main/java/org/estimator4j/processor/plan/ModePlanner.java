package org.estimator4j.processor.plan;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.estimator4j.processor.model.Binding;
import org.estimator4j.processor.model.Component;
import org.estimator4j.processor.model.Flow;
import org.estimator4j.processor.model.InputMention;
import org.estimator4j.processor.model.ModelClass;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.model.TypeSystem;
import org.jspecify.annotations.Nullable;

/** Plans one mode: first the inputs, then the calls in their order, then the fields. */
final class ModePlanner {

  private static final Set<Role> INLINE =
      EnumSet.of(
          Role.TRAIN_OP,
          Role.TRAINING_HOOKS,
          Role.TRAINING_CHIEF_HOOKS,
          Role.EVALUATION_HOOKS,
          Role.PREDICTION_HOOKS,
          Role.SCAFFOLD);

  private final ModelClass model;
  private final Flow flow;
  private final TypeSystem types;
  private final List<InputPlan> inputs;
  private final Names names;
  private final IdentityHashMap<InputPlan, String> inputLocals = new IdentityHashMap<>();
  private final Map<ModelMethod, String> resultLocals = new HashMap<>();
  private final Map<ModelMethod, List<Argument>> arguments = new HashMap<>();

  ModePlanner(ModelClass model, Flow flow, TypeSystem types, List<InputPlan> inputs, Names names) {
    this.model = model;
    this.flow = flow;
    this.types = types;
    this.inputs = inputs;
    this.names = names;
  }

  ModePlan plan() {
    List<Statement> statements = new ArrayList<>(takes());
    for (ModelMethod method : flow.order()) {
      if (needsLocal(method)) {
        resultLocals.put(method, names.variable(method.name()));
      }
    }
    for (Flow.Step step : flow.steps()) {
      arguments.computeIfAbsent(step.consumer(), unused -> new ArrayList<>()).add(argument(step));
    }
    Optional<Call> spec = Optional.empty();
    if (model.ported()) {
      spec = model.network().map(this::call);
    } else {
      for (ModelMethod method : flow.order()) {
        if (resultLocals.containsKey(method)) {
          statements.add(new Statement.Keep(local(method), call(method)));
        }
      }
    }
    List<Filling> fillings = new ArrayList<>();
    flow.fills().forEach((role, method) -> fillings.add(filling(role, method)));
    return new ModePlan(flow.mode(), statements, fillings, spec);
  }

  /** One variable for each input that the mode takes, in the order of declaration. */
  private List<Statement> takes() {
    IdentityHashMap<InputPlan, String> wishes = new IdentityHashMap<>();
    for (Flow.Step step : flow.steps()) {
      if (step.binding() instanceof Binding.Input input) {
        wishes.putIfAbsent(planOf(input.mention()), step.parameter().name());
      }
    }
    List<Statement> takes = new ArrayList<>();
    for (InputPlan input : inputs) {
      String wish = wishes.get(input);
      if (wish != null) {
        String local = names.variable(wish);
        inputLocals.put(input, local);
        takes.add(new Statement.Take(local, input));
      }
    }
    return takes;
  }

  private InputPlan planOf(InputMention mention) {
    for (InputPlan input : inputs) {
      if (input.kind() == mention.kind() && input.name().equals(mention.name())) {
        return input;
      }
    }
    throw new IllegalStateException("nothing declares " + mention.name());
  }

  /**
   * Tensors have a variable each. What comes after them (train op, hooks, scaffold) has none,
   * unless something else takes it too.
   */
  private boolean needsLocal(ModelMethod method) {
    List<Role> filled = new ArrayList<>();
    for (Map.Entry<Role, ModelMethod> field : flow.fills().entrySet()) {
      if (method.equals(field.getValue())) {
        filled.add(field.getKey());
      }
    }
    return isTaken(method) || filled.size() != 1 || !INLINE.contains(filled.get(0));
  }

  private boolean isTaken(ModelMethod method) {
    for (Flow.Step step : flow.steps()) {
      if (step.binding() instanceof Binding.FromResult from
          && from.result().method().equals(method)) {
        return true;
      }
    }
    return false;
  }

  private boolean isByComponents(Role role, ModelMethod method) {
    return switch (role) {
      case PREDICTIONS ->
          method.components().isPresent()
              && !types.assignable(method.returnType(), RuntimeTypes.ANY_OPERAND)
              && !types.assignable(method.returnType(), RuntimeTypes.OPERANDS_BY_NAME);
      case EVAL_METRIC_OPS ->
          method.components().isPresent()
              && !types.assignable(method.returnType(), RuntimeTypes.METRICS_BY_NAME);
      case EXPORT_OUTPUTS ->
          method.components().isPresent()
              && !types.assignable(method.returnType(), RuntimeTypes.EXPORTS_BY_NAME);
      default -> false;
    };
  }

  private boolean isOptimizer(ModelMethod method) {
    return types.assignable(method.returnType(), RuntimeTypes.OPTIMIZER);
  }

  private Argument argument(Flow.Step step) {
    if (step.binding() instanceof Binding.Injected injected) {
      return new Argument.OfContext(injected.injectable().accessor());
    }
    if (step.binding() instanceof Binding.Input input) {
      String local = inputLocals.get(planOf(input.mention()));
      return new Argument.OfLocal(known(local), Optional.empty());
    }
    if (step.binding() instanceof Binding.FromResult from) {
      Optional<Component> component = from.result().component();
      return new Argument.OfLocal(local(from.result().method()), component);
    }
    throw new IllegalStateException(
        "parameter '" + step.parameter().name() + "' of " + step.consumer().name() + " is unbound");
  }

  private String local(ModelMethod method) {
    return known(resultLocals.get(method));
  }

  private static String known(@Nullable String local) {
    if (local == null) {
      throw new IllegalStateException("a value is used that nothing keeps");
    }
    return local;
  }

  private Call call(ModelMethod method) {
    return new Call(method, List.copyOf(arguments.getOrDefault(method, List.of())));
  }

  private Filling filling(Role role, ModelMethod method) {
    Filling whole =
        resultLocals.containsKey(method)
            ? new Filling.WithLocal(role, method, local(method))
            : new Filling.WithCall(role, call(method));
    if (isByComponents(role, method)) {
      return new Filling.WithComponents(
          role, method, local(method), method.components().orElseThrow());
    }
    if (role == Role.TRAIN_OP && isOptimizer(method)) {
      ModelMethod loss = flow.fills().get(Role.LOSS);
      if (loss == null) {
        throw new IllegalStateException("an optimizer without a loss");
      }
      return new Filling.WithOptimizer(role, method, whole, local(loss));
    }
    return whole;
  }
}
