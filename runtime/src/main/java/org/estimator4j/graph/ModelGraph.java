package org.estimator4j.graph;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.estimator4j.annotation.Mode;
import org.estimator4j.graph.Variable.Kind;
import org.estimator4j.tensorflow.OpenHandles;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * The graph of one mode of a model while it is built, and what is known about it afterwards.
 *
 * <pre>{@code
 * try (ModelGraph graph = ModelGraph.builder(Mode.TRAIN).seed(42).build()) {
 *   Ops tf = graph.ops();
 *   Variable<TFloat32> scale =
 *       graph.variable("scale", TFloat32.class, Shape.scalar())
 *           .initializer((ops, v) -> ops.constant(1f))
 *           .create();
 *   Operand<TFloat32> y = tf.math.mul(x, scale);
 *   graph.freeze();
 * }
 * }</pre>
 *
 * <p>Threads: a graph is built in one thread at a time. It owns the native graph: {@link #close()}
 * frees it, after the sessions over it were closed; nothing obtained from it may be used then.
 */
public final class ModelGraph implements AutoCloseable {

  private final Mode mode;
  private final long seed;
  private final Graph graph = new Graph();
  private final OpNames names = new OpNames(graph);
  private final OpPolicy policy;
  private final ScopeStack scopes;
  private final GraphCollections collections = new GraphCollections();
  private final GradientRules gradientRules = new GradientRules(this);
  private final Randomness randomness;
  private final GroupedInitializers initializers = new GroupedInitializers(this);
  private final GlobalStep globalStep;
  private final Placement placement;

  ModelGraph(ModelGraphBuilder builder) {
    this.mode = builder.mode;
    this.seed = builder.seed;
    this.policy = new OpPolicy(mode.name());
    this.scopes = new ScopeStack(ModelScope.root(graph, names, policy));
    this.randomness = new Randomness(this, seed, builder.taskIndex, mode == Mode.TRAIN);
    this.globalStep = new GlobalStep(this);
    this.placement = new Placement(builder.deviceFunction);
    OpenHandles.opened(this);
  }

  /**
   * A graph for a mode, with settings.
   *
   * @param mode what it is built for
   * @return a builder
   */
  public static ModelGraphBuilder builder(Mode mode) {
    return new ModelGraphBuilder(mode);
  }

  /**
   * A graph for a mode, in a process that is alone.
   *
   * @param mode what it is built for
   * @param seed the seed of the run
   * @return an empty graph
   */
  public static ModelGraph create(Mode mode, long seed) {
    return builder(mode).seed(seed).build();
  }

  /**
   * What the graph is built for.
   *
   * @return the mode
   */
  public Mode mode() {
    return mode;
  }

  /**
   * The seed of the run.
   *
   * @return the seed
   */
  public long seed() {
    return seed;
  }

  /**
   * The graph itself, for sessions. Operations added to it directly, rather than by {@link #ops()},
   * escape the checks of a model graph.
   *
   * @return the TensorFlow graph, owned by this object
   */
  public Graph tensorflow() {
    return graph;
  }

  /**
   * Builds operations in the current {@linkplain #scope scope}, without control dependencies.
   *
   * @return TensorFlow Java's ops over a scope of ours
   */
  public Ops ops() {
    return scopes.operations().ops();
  }

  /**
   * Runs a part of the model's construction under a name: its variables are called {@code
   * <name>/…}, and so are the operations made with {@link #ops()} inside it. Scopes nest.
   *
   * <p>The same name again leads back to the same variable names, while the operations get a suffix
   * ({@code <name>_1/…}), as in Python. Whether variables are shared is as in the outer scope.
   *
   * @param <R> what the part gives back
   * @param name the name; slashes make several levels
   * @param body the construction
   * @return what it gave
   */
  public <R> R scope(String name, Supplier<R> body) {
    return scopes.within(name, scopes.reuse(), body);
  }

  /**
   * As {@link #scope(String, Supplier)}, and says whether variables that exist already are shared.
   * Two towers with the same weights:
   *
   * <pre>{@code
   * Operand<TFloat32> left = graph.scope("tower", Reuse.AUTO, () -> layers.dense("hidden", x, 4));
   * Operand<TFloat32> right = graph.scope("tower", Reuse.AUTO, () -> layers.dense("hidden", x, 4));
   * }</pre>
   *
   * @param <R> what the part gives back
   * @param name the name; slashes make several levels
   * @param reuse what a name means that a variable has already; for inner scopes as well
   * @param body the construction
   * @return what it gave
   */
  public <R> R scope(String name, Reuse reuse, Supplier<R> body) {
    return scopes.within(name, reuse, body);
  }

  /**
   * Starts a new variable in the current {@linkplain #scope scope}.
   *
   * @param <T> its element type
   * @param name its name within the scope
   * @param type its element type
   * @param shape its shape, fully known
   * @return a builder; nothing is added before its {@code create()}
   * @throws IllegalArgumentException if the shape is not fully known or the name is not legal
   */
  public <T extends TType> VariableBuilder<T> variable(String name, Class<T> type, Shape shape) {
    return new VariableBuilder<>(
        this, new NewVariable<>(scopes.fullName(name), type, shape, seed), scopes.reuse());
  }

  /**
   * Starts a new variable by its full name, whatever the current scope; for state that belongs to
   * another variable.
   *
   * @param <T> its element type
   * @param fullName its name
   * @param type its element type
   * @param shape its shape, fully known
   * @return a builder; nothing is added before its {@code create()}
   * @throws IllegalArgumentException if the shape is not fully known or the name is not legal
   */
  public <T extends TType> VariableBuilder<T> rootVariable(
      String fullName, Class<T> type, Shape shape) {
    OpNames.requireValid(fullName);
    return new VariableBuilder<>(this, new NewVariable<>(fullName, type, shape, seed), Reuse.NEVER);
  }

  /**
   * Looks a variable up.
   *
   * @param fullName its name
   * @return the variable, if there is one
   */
  public Optional<Variable<?>> findVariable(String fullName) {
    return collections.variable(fullName);
  }

  /** The variable that is to be shared, if it is to be. */
  <T extends TType> Optional<Variable<T>> reusable(NewVariable<T> wanted, Kind kind, Reuse reuse) {
    return reuse == Reuse.NEVER
        ? Optional.empty()
        : collections.reusable(wanted, kind, reuse == Reuse.REQUIRED);
  }

  <T extends TType> Variable<T> addVariable(
      NewVariable<T> description, Kind kind, Initializer<T> initializer) {
    collections.requireNew(description);
    policy.check("variable", description.name());
    if (!names.reserve(description.name())) {
      throw new IllegalArgumentException(
          "variable '" + description.name() + "' has the name of an operation or scope");
    }
    Variable<T> variable =
        new Variable<>(
            description, kind, VariableNodes.add(scopes.root(), description, initializer));
    collections.add(variable, kind);
    return variable;
  }

  <T extends TType> void penalise(Variable<T> variable, Regularizer<T> regularizer) {
    Ops tf = scopes.root().atPrefix(variable.name()).withSubScope("Regularizer").ops();
    addRegularizationLoss(regularizer.loss(tf, variable));
  }

  /**
   * The variables that optimizers change by default.
   *
   * @return the variables in the order of their making
   */
  public List<Variable<?>> trainableVariables() {
    return collections.variables(EnumSet.of(Kind.TRAINABLE));
  }

  /**
   * The variables that are saved, trainable or not.
   *
   * @return the variables in the order of their making
   */
  public List<Variable<?>> globalVariables() {
    return collections.variables(EnumSet.of(Kind.TRAINABLE, Kind.GLOBAL));
  }

  /**
   * The variables that live for one call.
   *
   * @return the variables in the order of their making
   */
  public List<Variable<?>> localVariables() {
    return collections.variables(EnumSet.of(Kind.LOCAL));
  }

  /**
   * The number of training steps taken.
   *
   * @return the global step, which every graph has
   */
  public GlobalStep globalStep() {
    return globalStep;
  }

  /**
   * Adds a loss to those of the graph.
   *
   * @param loss a scalar
   */
  public void addLoss(Operand<?> loss) {
    collections.losses.add(ours(loss));
  }

  /**
   * The losses that parts of the model have added.
   *
   * @return the losses in the order of their adding
   */
  public List<Operand<?>> losses() {
    return Collections.unmodifiableList(collections.losses);
  }

  /**
   * Adds a penalty on weights to those of the graph; {@link VariableBuilder#regularizer} does it
   * for the variable it makes.
   *
   * @param loss a scalar
   */
  public void addRegularizationLoss(Operand<?> loss) {
    collections.regularizationLosses.add(ours(loss));
  }

  /**
   * The penalties on weights; not among the {@link #losses()}.
   *
   * @return the losses in the order of their adding
   */
  public List<Operand<?>> regularizationLosses() {
    return Collections.unmodifiableList(collections.regularizationLosses);
  }

  /**
   * Adds an operation that belongs to every training step, such as the update of a moving average;
   * optimizers of ours run it before they change variables.
   *
   * @param update the operation
   */
  public void addUpdateOp(Op update) {
    collections.updateOps.add(ours(update));
  }

  /**
   * The operations that belong to every training step.
   *
   * @return the operations in the order of their adding
   */
  public List<Op> updateOps() {
    return Collections.unmodifiableList(collections.updateOps);
  }

  /**
   * Adds an operation that must have run once in each session before the first step, such as the
   * filling of a lookup table.
   *
   * @param initializer the operation
   */
  public void addTableInitializer(Op initializer) {
    collections.tableInitializers.add(ours(initializer));
  }

  /**
   * The operations that fill tables.
   *
   * @return the operations in the order of their adding
   */
  public List<Op> tableInitializers() {
    return Collections.unmodifiableList(collections.tableInitializers);
  }

  /**
   * Adds a summary. One that the library added by default makes way for one of the same tag.
   *
   * @param summary the summary, of this graph
   * @throws IllegalArgumentException if the model has one of this tag already
   */
  public void addSummary(GraphSummary summary) {
    ours(summary.value());
    collections.addSummary(summary);
  }

  /**
   * What the graph shows in TensorBoard.
   *
   * @return the summaries, in the order of their adding
   */
  public List<GraphSummary> summaries() {
    return Collections.unmodifiableList(collections.summaries);
  }

  /**
   * Gives every saved variable its initial value.
   *
   * @return one operation for all
   */
  public Op globalInitializer() {
    return initializers.global();
  }

  /**
   * Gives every local variable its initial value.
   *
   * @return one operation for all
   */
  public Op localInitializer() {
    return initializers.local();
  }

  /**
   * Fills every table.
   *
   * @return one operation for all
   */
  public Op tablesInitializer() {
    return initializers.tables();
  }

  /**
   * One operation that is done when others are.
   *
   * @param name its name
   * @param ops what it waits for
   * @return a {@code NoOp}
   */
  public Op group(String name, Collection<? extends Op> ops) {
    return ops().withName(name).withControlDependencies(List.copyOf(ops)).noOp();
  }

  /**
   * The key that a stateless random op takes as its seed. It is made of the run's seed, the name,
   * the number of batches seen and the task, so that values differ from op to op and from batch to
   * batch, and are the same again in every run with the same seed, resumed or not.
   *
   * @param opName the full name of the random op; the same name gives the same key
   * @return an int64 vector of two
   */
  public Operand<TInt64> statelessSeed(String opName) {
    return randomness.key(opName);
  }

  /**
   * Counts a batch, for {@link #statelessSeed}. Whoever runs the graph runs it with every batch.
   *
   * @return the operation, if anything in the graph asked for such a key
   */
  public Optional<Op> batchCounterIncrement() {
    return randomness.increment();
  }

  /**
   * Gradients of a loss.
   *
   * @param loss a scalar of floating point
   * @param variables with respect to which; those that the loss does not depend on are left out of
   *     the result
   * @return the gradients, in the order of the variables
   * @throws GradientException if the loss depends on none of them, or an operation on the way has
   *     no gradient
   */
  public List<Gradient<?>> gradients(Operand<?> loss, List<? extends Variable<?>> variables) {
    return Gradients.of(this, gradientRules.byType(), loss, variables);
  }

  /**
   * Gradients of a value with respect to any tensors of the graph.
   *
   * @param y a tensor of floating point; if it is no scalar, of the sum of its elements
   * @param xs with respect to which
   * @return for each of {@code xs} its gradient, or empty if {@code y} does not depend on it
   * @throws GradientException if an operation on the way has no gradient
   */
  public List<Optional<Operand<?>>> gradientsAt(Operand<?> y, List<? extends Operand<?>> xs) {
    return Gradients.at(this, gradientRules.byType(), y, xs);
  }

  /**
   * Says how to differentiate a type of operation, in this graph; before TensorFlow's own gradient
   * and before the one that was registered earlier.
   *
   * @param opType the type, such as {@code Xlogy}
   * @param rule its gradient
   */
  public void registerGradient(String opType, GradientRule rule) {
    gradientRules.register(opType, rule);
  }

  /**
   * Says that the graph is complete: adding to it is an error from now on. The initialisers remain
   * available. A second call does nothing.
   */
  public void freeze() {
    if (!policy.frozen()) {
      initializers.complete();
      globalVariables().forEach(variable -> variable.completeOrder(graph));
      placement.apply(graph);
      policy.freeze();
    }
  }

  /**
   * Whether {@link #freeze()} was called.
   *
   * @return true if nothing can be added any more
   */
  public boolean frozen() {
    return policy.frozen();
  }

  /**
   * How many operations the graph has; for tests that nothing grows.
   *
   * @return the number, counted one by one
   */
  public int operationCount() {
    int count = 0;
    for (Iterator<?> it = graph.operations(); it.hasNext(); it.next()) {
      count++;
    }
    return count;
  }

  /** Frees the native graph; a second call does nothing. */
  @Override
  public void close() {
    graph.close();
    OpenHandles.closed(this);
  }

  @Override
  public String toString() {
    return "ModelGraph " + mode;
  }

  /** An empty graph for the making of a function, with the rules that were registered here. */
  ModelGraph forFunction() {
    ModelGraph inner = builder(mode).seed(seed).build();
    gradientRules.registerIn(inner);
    return inner;
  }

  /** The types of operations that have a rule. */
  Set<String> ruledTypes() {
    return gradientRules.types();
  }

  ModelScope rootScope() {
    return scopes.root();
  }

  /** Refuses what belongs to another graph. */
  private <O extends Op> O ours(O op) {
    graph.checkInput(op);
    return op;
  }
}
