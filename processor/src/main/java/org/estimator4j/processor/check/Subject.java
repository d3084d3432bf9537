package org.estimator4j.processor.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.estimator4j.processor.model.Contract;
import org.estimator4j.processor.model.Flow;
import org.estimator4j.processor.model.Mode;
import org.estimator4j.processor.model.ModelClass;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.model.RoleUse;
import org.estimator4j.processor.model.Trait;
import org.estimator4j.processor.model.TypeSystem;
import org.estimator4j.processor.model.Wiring;

/**
 * A model with all that the rules ask about it.
 *
 * @param model the class
 * @param contract which method fills what
 * @param wiring what parameters are bound to
 * @param flows what each supported mode reaches
 * @param types answers about types
 * @param methods the methods that can be judged: all but suspend functions, whose types are not
 *     what they seem, and those that nothing would call beside a method that returns the whole spec
 * @param steps the steps of all flows, in the order of modes
 * @param fitting the methods whose return type is right for all their roles
 * @param mentions every mention of a feature or label, those that {@code @ModelFn} declares first
 */
public record Subject(
    ModelClass model,
    Contract contract,
    Wiring wiring,
    Map<Mode, Flow> flows,
    TypeSystem types,
    List<ModelMethod> methods,
    List<Flow.Step> steps,
    Set<ModelMethod> fitting,
    List<Mention> mentions) {

  /** Derives everything from the class. */
  public static Subject of(ModelClass model, TypeSystem types) {
    Contract contract = new Contract(model);
    Wiring wiring = new Wiring(model, contract);
    Map<Mode, Flow> flows = new EnumMap<>(Mode.class);
    for (Mode mode : contract.supported()) {
      flows.put(mode, new Flow(model, contract, wiring, mode));
    }
    List<Flow.Step> steps = new ArrayList<>();
    for (Flow flow : flows.values()) {
      steps.addAll(flow.steps());
    }
    Set<ModelMethod> fitting = new HashSet<>();
    for (ModelMethod method : model.methods()) {
      if (ReturnRules.fits(method, types)) {
        fitting.add(method);
      }
    }
    List<ModelMethod> judged = judged(model);
    return new Subject(
        model,
        contract,
        wiring,
        flows,
        types,
        judged,
        List.copyOf(steps),
        fitting,
        Mention.of(model, judged, types));
  }

  /** How messages name a method: by its class too, since a position may be lost. */
  String member(ModelMethod method) {
    return String.join(".", method.owner().simpleNames()) + "." + method.name();
  }

  /** The first role annotation of a method, as written. */
  static String annotation(ModelMethod method) {
    return method.roles().get(0).role().written();
  }

  private static List<ModelMethod> judged(ModelClass model) {
    boolean ported = model.ported();
    List<ModelMethod> judged = new ArrayList<>();
    for (ModelMethod method : model.methods()) {
      if (!method.is(Trait.SUSPEND) && (!ported || method.has(Role.MODEL_FN))) {
        judged.add(method);
      }
    }
    return judged;
  }

  /** Whether what a method returns is right for all its roles. */
  boolean fits(ModelMethod method) {
    return fitting.contains(method);
  }

  /** The {@code @ModelFn} annotation. */
  Optional<RoleUse> modelFn() {
    Optional<ModelMethod> network = model.network();
    return network.isPresent() ? network.get().use(Role.MODEL_FN) : Optional.empty();
  }

  /** Whether a required field is missing in some mode. */
  boolean missesAnyRole() {
    for (Role role : Role.fields()) {
      if (contract.misses(role)) {
        return true;
      }
    }
    return false;
  }
}
