package org.estimator4j.processor.check;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
 */
public record Subject(
    ModelClass model, Contract contract, Wiring wiring, Map<Mode, Flow> flows, TypeSystem types) {

  /** Derives everything from the class. */
  public static Subject of(ModelClass model, TypeSystem types) {
    Contract contract = new Contract(model);
    Wiring wiring = new Wiring(model, contract);
    Map<Mode, Flow> flows = new EnumMap<>(Mode.class);
    for (Mode mode : contract.supported()) {
      flows.put(mode, new Flow(model, contract, wiring, mode));
    }
    return new Subject(model, contract, wiring, flows, types);
  }

  /** How messages name a method: by its class too, since a position may be lost. */
  String member(ModelMethod method) {
    return String.join(".", method.owner().simpleNames()) + "." + method.name();
  }

  /** The first role annotation of a method, as written. */
  static String annotation(ModelMethod method) {
    return method.roles().get(0).role().written();
  }

  /**
   * The methods that can be judged: all but suspend functions, whose types are not what they seem,
   * and those that nothing would call beside a method that returns the whole spec.
   */
  Stream<ModelMethod> methods() {
    boolean ported = model.ported();
    return model.methods().stream()
        .filter(method -> !method.is(Trait.SUSPEND))
        .filter(method -> !ported || method.has(Role.MODEL_FN));
  }

  /** The {@code @ModelFn} annotation. */
  Optional<RoleUse> modelFn() {
    return model.network().flatMap(method -> method.use(Role.MODEL_FN));
  }

  /** Whether a required field is missing in some mode. */
  boolean missesAnyRole() {
    return Role.fields().stream().anyMatch(contract::misses);
  }

  /** The steps of all flows, in the order of modes. */
  List<Flow.Step> steps() {
    return flows.values().stream().flatMap(flow -> flow.steps().stream()).toList();
  }
}
