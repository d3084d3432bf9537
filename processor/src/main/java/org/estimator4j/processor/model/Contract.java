package org.estimator4j.processor.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which methods fill which field in which mode, by their annotations alone. */
public final class Contract {

  private final ModelClass model;
  private final Set<Mode> supported;
  private final Map<Role, Map<Mode, List<ModelMethod>>> fillers = new EnumMap<>(Role.class);

  /** The contract of a model. */
  public Contract(ModelClass model) {
    this.model = model;
    this.supported =
        model
            .network()
            .flatMap(method -> method.use(Role.MODEL_FN))
            .flatMap(RoleUse::modes)
            .orElseGet(() -> EnumSet.allOf(Mode.class));
    for (ModelMethod method : model.methods()) {
      for (RoleUse use : method.roles()) {
        for (Mode mode : modes(use)) {
          fillers
              .computeIfAbsent(use.role(), unused -> new EnumMap<>(Mode.class))
              .computeIfAbsent(mode, unused -> new ArrayList<>())
              .add(method);
        }
      }
    }
  }

  /** The modes that the model supports, in order. */
  public Set<Mode> supported() {
    return supported;
  }

  /** The modes in which this annotation makes its method fill its field, whoever consumes it. */
  public Set<Mode> modes(RoleUse use) {
    EnumSet<Mode> modes = EnumSet.noneOf(Mode.class);
    modes.addAll(supported);
    modes.retainAll(use.modes().orElse(use.role().defaultModes()));
    modes.retainAll(use.role().usedIn());
    return modes;
  }

  /** The methods that fill a field in a mode, in order. */
  public List<ModelMethod> fillers(Role role, Mode mode) {
    return fillers.getOrDefault(role, Map.of()).getOrDefault(mode, List.of());
  }

  /** The supported modes that require this field and in which no method fills it. */
  public Set<Mode> missing(Role role) {
    EnumSet<Mode> missing = EnumSet.noneOf(Mode.class);
    if (model.ported() || model.network().isEmpty()) {
      return missing;
    }
    for (Mode mode : supported) {
      if (role.requiredIn().contains(mode) && fillers(role, mode).isEmpty()) {
        missing.add(mode);
      }
    }
    return missing;
  }

  /** Whether any required field is missing in any mode. */
  public boolean misses(Role role) {
    return !missing(role).isEmpty();
  }
}
