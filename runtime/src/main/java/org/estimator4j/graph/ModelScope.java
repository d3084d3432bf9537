package org.estimator4j.graph;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ConcreteFunction;
import org.tensorflow.DeviceSpec;
import org.tensorflow.ExecutionEnvironment;
import org.tensorflow.Graph;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;

/**
 * Where and under which name the next operation is made. Immutable; differs from TensorFlow Java's
 * own scope in that control dependencies add up, devices merge part by part, a sub-scope costs no
 * scan of the graph, and what a model graph does not allow is refused.
 */
final class ModelScope implements Scope {

  private final Graph graph;
  private final OpNames names;
  private final OpPolicy policy;
  private final String prefix;
  private final @Nullable String opName;
  private final String device;
  private final Set<Operation> controls;

  private ModelScope(
      Graph graph,
      OpNames names,
      OpPolicy policy,
      String prefix,
      @Nullable String opName,
      String device,
      Set<Operation> controls) {
    this.graph = graph;
    this.names = names;
    this.policy = policy;
    this.prefix = prefix;
    this.opName = opName;
    this.device = device;
    this.controls = controls;
  }

  static ModelScope root(Graph graph, OpNames names, OpPolicy policy) {
    return new ModelScope(graph, names, policy, "", null, "", Set.of());
  }

  /** The ops that build in this scope. */
  Ops ops() {
    return Ops.create(new Environment(graph, this));
  }

  /** A scope whose prefix is taken as it is, though it may be in use. */
  ModelScope atPrefix(String exactPrefix) {
    return new ModelScope(graph, names, policy, exactPrefix, null, device, controls);
  }

  String prefix() {
    return prefix;
  }

  @Override
  public Graph env() {
    return graph;
  }

  @Override
  public ModelScope withSubScope(String childScopeName) {
    return atPrefix(names.unique(OpNames.join(prefix, childScopeName)));
  }

  @Override
  public ModelScope withName(String name) {
    OpNames.requireValid(name);
    return new ModelScope(graph, names, policy, prefix, name, device, controls);
  }

  @Override
  public ModelScope withNameAsSubScope(String defaultName) {
    return withSubScope(opName == null ? defaultName : opName);
  }

  @Override
  public ModelScope withDevice(DeviceSpec newDevice) {
    String merged = Devices.merge(device, newDevice.toString());
    return new ModelScope(graph, names, policy, prefix, opName, merged, controls);
  }

  @Override
  public Scope withInitScope() {
    throw new UnsupportedOperationException(
        "init scopes are not used in a model graph: make a variable with"
            + " graph.variable(name, type, shape).initializer(...).create(), and other"
            + " initialisation with graph.addTableInitializer(op)");
  }

  @Override
  public ModelScope withControlDependencyOps(Iterable<Operation> more) {
    Set<Operation> all = new LinkedHashSet<>(controls);
    for (Operation control : more) {
      graph.checkInput(control);
      all.add(control);
    }
    return new ModelScope(graph, names, policy, prefix, opName, device, all);
  }

  @Override
  public String makeOpName(String defaultName) {
    return names.unique(OpNames.join(prefix, opName == null ? defaultName : opName));
  }

  @Override
  public String makeUnique(String id) {
    String unique = names.unique(OpNames.join(prefix, id));
    return prefix.isEmpty() ? unique : unique.substring(prefix.length() + 1);
  }

  @Override
  public void refreshNames() {
    // Nothing to do: each new name is looked up in the graph.
  }

  @Override
  public OperationBuilder opBuilder(String type, String name) {
    policy.check(type, opName == null ? name : opName);
    return graph.opBuilder(type, makeOpName(name), this);
  }

  /** Builds an operation of exactly this name, past the policy. */
  OperationBuilder trustedBuilder(String type, String exactName) {
    return graph.opBuilder(type, exactName, this);
  }

  @Override
  public OperationBuilder apply(OperationBuilder builder) {
    builder.setDevice(device);
    controls.forEach(builder::addControlInput);
    return builder;
  }

  @Override
  public String getDeviceString() {
    return device;
  }

  @Override
  public boolean isInit() {
    return false;
  }

  /** What {@link Ops#create} asks for; everything but the scope is the graph's. */
  private record Environment(Graph graph, Scope baseScope) implements ExecutionEnvironment {

    @Override
    public OperationBuilder opBuilder(String type, String name, Scope scope) {
      return graph.opBuilder(type, name, scope);
    }

    @Override
    public void attachFunction(ConcreteFunction function) {
      graph.attachFunction(function);
    }

    @Override
    public void checkInput(Operation input) {
      graph.checkInput(input);
    }

    @Override
    public Types environmentType() {
      return Types.GRAPH;
    }

    @Override
    public boolean isInitializer(Operation op) {
      return false;
    }
  }
}
