package org.estimator4j.processor.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.estimator4j.processor.diagnostic.Diagnostic;
import org.estimator4j.processor.diagnostic.Place;
import org.estimator4j.processor.model.Component;
import org.estimator4j.processor.model.DroppedFunction;
import org.estimator4j.processor.model.InputForm;
import org.estimator4j.processor.model.InputKind;
import org.estimator4j.processor.model.InputMention;
import org.estimator4j.processor.model.Mode;
import org.estimator4j.processor.model.ModelClass;
import org.estimator4j.processor.model.ModelMethod;
import org.estimator4j.processor.model.Parameter;
import org.estimator4j.processor.model.PlainMethod;
import org.estimator4j.processor.model.Role;
import org.estimator4j.processor.model.RoleUse;
import org.estimator4j.processor.model.RuntimeTypes;
import org.estimator4j.processor.model.Trait;
import org.estimator4j.processor.model.TypeRef;
import org.estimator4j.processor.model.TypeSystem;
import org.estimator4j.processor.plan.FactoryPlan;
import org.estimator4j.processor.plan.Planner;

/** What the reader makes out of a source, made by hand: no compiler has a part in it. */
final class Descriptors {

  /** A place that says what stands there. */
  record Named(String name) implements Place {}

  static final TypeRef FLOAT = TypeRef.of(RuntimeTypes.TENSOR_TYPES, "TFloat32");
  static final TypeRef INT = TypeRef.of(RuntimeTypes.TENSOR_TYPES, "TInt32");
  static final TypeRef FLOATS = RuntimeTypes.operand(FLOAT);
  static final TypeRef INTS = RuntimeTypes.operand(INT);
  static final TypeRef OPERANDS = map(FLOATS);
  static final TypeRef ANSWER = TypeRef.of("p", "Answer");

  /** Equal types fit; operands where any will do, or any floating one; maps by their values. */
  static final TypeSystem TYPES =
      new TypeSystem() {
        @Override
        public boolean assignable(TypeRef from, TypeRef to) {
          if (from.is(RuntimeTypes.OPERAND)) {
            return from.equals(to)
                || to.equals(RuntimeTypes.ANY_OPERAND)
                || (to.equals(RuntimeTypes.FLOATING_OPERAND) && from.equals(FLOATS));
          }
          boolean maps = from.is(OPERANDS) && to.is(OPERANDS);
          return from.equals(to) || (maps && valuesFit(from, to));
        }

        private boolean valuesFit(TypeRef from, TypeRef to) {
          return to.arguments().isEmpty()
              || assignable(from.arguments().get(1), to.arguments().get(1).withoutVariance());
        }

        @Override
        public Optional<TypeRef> argumentOf(TypeRef type, TypeRef generic) {
          return type.is(generic) ? type.arguments().stream().findFirst() : Optional.empty();
        }
      };

  private Descriptors() {}

  static TypeRef map(TypeRef value) {
    return TypeRef.of("java.util", "Map", TypeRef.of("java.lang", "String"), value);
  }

  // Parameters.

  static Parameter parameter(String name, TypeRef type) {
    return parameter(name, type, Optional.empty());
  }

  static Parameter fromPath(String path, String name, TypeRef type) {
    return parameter(name, type, Optional.of(path));
  }

  private static Parameter parameter(
      String name, TypeRef type, Optional<String> from, InputMention... mentions) {
    return new Parameter(
        name,
        type,
        List.of(mentions),
        from,
        new Named(name),
        new Named(from.isPresent() ? "@From of " + name : name));
  }

  static Parameter feature(String name, TypeRef type, Long... shape) {
    return annotated(type, Optional.empty(), mention(InputKind.FEATURE, name, shape));
  }

  static Parameter label(String name, TypeRef type, Long... shape) {
    return annotated(type, Optional.empty(), mention(InputKind.LABEL, name, shape));
  }

  /** A parameter with an annotation and, perhaps, {@code @From}. */
  static Parameter annotated(TypeRef type, Optional<String> from, InputMention mention) {
    return parameter(mention.name(), type, from, mention);
  }

  /** An annotation; without sizes, one without a shape. */
  static InputMention mention(InputKind kind, String name, Long... shape) {
    return mention(kind, name, Optional.empty(), Optional.empty(), shape);
  }

  static InputMention mention(
      InputKind kind,
      String name,
      Optional<String> dtype,
      Optional<InputForm> form,
      Long... shape) {
    return new InputMention(
        kind,
        name,
        dtype,
        form,
        shape.length == 0 ? Optional.empty() : Optional.of(List.of(shape)),
        "parameter '" + name + "'",
        new Named(kind.written() + " " + name),
        new Named("dtype of " + name),
        new Named("kind of " + name),
        new Named("shape of " + name));
  }

  static Component component(String name, String output, TypeRef type) {
    return new Component(
        name,
        name,
        output,
        type,
        Optional.empty(),
        new Named("component " + name),
        new Named("name of " + name));
  }

  static Component component(String name, TypeRef type) {
    return component(name, name, type);
  }

  // Methods.

  static Method method(String name, Role role, TypeRef returned, Parameter... parameters) {
    return new Method(name, returned, List.of(parameters)).role(role);
  }

  /** A method in the making. */
  static final class Method {

    private final String name;
    private final TypeRef returned;
    private final List<Parameter> parameters;
    private final List<RoleUse> roles = new ArrayList<>();
    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
    private final List<TypeRef> exceptions = new ArrayList<>();
    private Optional<List<Component>> components = Optional.empty();
    private String owner = "M";

    private Method(String name, TypeRef returned, List<Parameter> parameters) {
      this.name = name;
      this.returned = returned;
      this.parameters = parameters;
    }

    Method role(Role role) {
      return role(role, Optional.empty(), List.of());
    }

    private Method role(Role role, Optional<Set<Mode>> modes, List<InputMention> inputs) {
      roles.removeIf(use -> use.role() == role);
      roles.add(
          new RoleUse(
              role,
              modes,
              inputs,
              new Named(role.written()),
              new Named(modes.isPresent() ? "modes of " + role.written() : role.written())));
      return this;
    }

    /** The value of {@code modes} on the newest role. */
    Method in(Mode... modes) {
      RoleUse use = roles.get(roles.size() - 1);
      Set<Mode> set = EnumSet.noneOf(Mode.class);
      set.addAll(List.of(modes));
      return role(use.role(), Optional.of(set), use.inputs());
    }

    /** Features and labels on {@code @ModelFn}. */
    Method declares(InputMention... inputs) {
      RoleUse use = roles.get(roles.size() - 1);
      return role(use.role(), use.modes(), List.of(inputs));
    }

    /** The components of the record that it returns. */
    Method of(Component... all) {
      components = Optional.of(List.of(all));
      return this;
    }

    Method with(Trait... remarkable) {
      traits.addAll(List.of(remarkable));
      return this;
    }

    /** The class of this package that it is inherited from. */
    Method inherited(String from) {
      owner = from;
      return this;
    }

    Method throwing(TypeRef... types) {
      exceptions.addAll(List.of(types));
      return this;
    }

    ModelMethod made() {
      return new ModelMethod(
          name,
          name,
          TypeRef.of("p", owner),
          List.copyOf(roles),
          returned,
          components,
          parameters,
          traits,
          exceptions,
          new Named(name));
    }
  }

  // Models.

  static Model model(Method... methods) {
    return new Model(methods);
  }

  /** A model in the making. */
  static final class Model {

    private final List<ModelMethod> methods;
    private final List<DroppedFunction> dropped = new ArrayList<>();
    private final List<PlainMethod> plain = new ArrayList<>();
    private final Set<Trait> traits = EnumSet.of(Trait.PUBLIC);
    private TypeRef type = TypeRef.of("p", "M");

    private Model(Method... methods) {
      this.methods = Arrays.stream(methods).map(Method::made).toList();
    }

    Model with(Trait... remarkable) {
      traits.addAll(List.of(remarkable));
      return this;
    }

    Model named(String... simpleNames) {
      type =
          new TypeRef(
              TypeRef.Kind.DECLARED, "p", List.of(simpleNames), List.of(), false, true, null);
      return this;
    }

    Model without(DroppedFunction function) {
      dropped.add(function);
      return this;
    }

    Model plain(PlainMethod method) {
      plain.add(method);
      return this;
    }

    Subject made() {
      return Subject.of(
          new ModelClass(
              type,
              String.join("$", type.simpleNames()),
              "class",
              methods,
              plain,
              dropped,
              traits,
              new Named("M")),
          TYPES);
    }

    /** What the rules say, each with its place. */
    List<String> faults() {
      return diagnostics().stream()
          .map(each -> each.problem().id() + " at " + ((Named) each.place()).name())
          .toList();
    }

    List<Diagnostic> diagnostics() {
      return Rules.check(made());
    }

    /** What its factory does. */
    FactoryPlan plan() {
      Subject subject = made();
      return Planner.plan(subject.model(), subject.flows().values(), TYPES);
    }
  }
}
