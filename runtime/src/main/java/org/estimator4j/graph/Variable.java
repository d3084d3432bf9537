package org.estimator4j.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.estimator4j.tensorflow.GraphEdits;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * A resource variable. As an operand it is its value at the start of the step: one read, shared by
 * all that use it, which every optimizer of ours waits for before it changes the variable.
 *
 * <p>Its nodes are named as Python names them: the handle {@code <name>}, the read {@code
 * <name>/Read/ReadVariableOp}, the initial value {@code <name>/Initializer/…}.
 *
 * @param <T> its element type
 */
public final class Variable<T extends TType> implements Operand<T> {

  /** What reads a variable through its handle, by type of operation; functions may. */
  private static final Set<String> READS =
      Set.of(
          "ReadVariableOp",
          "ResourceGather",
          "ResourceGatherNd",
          "If",
          "StatelessIf",
          "While",
          "StatelessWhile");

  /** How the types of operations begin that change a variable. */
  private static final Set<String> CHANGES =
      Set.of("Assign", "ResourceApply", "ResourceScatter", "ResourceSparseApply");

  private final String name;
  private final Class<T> type;
  private final Shape shape;
  private final Kind kind;
  private final VariableNodes<T> nodes;
  private boolean sharedReadLeftOut;

  /** What becomes of a variable. */
  enum Kind {
    TRAINABLE,
    GLOBAL,
    LOCAL
  }

  Variable(NewVariable<T> description, Kind kind, VariableNodes<T> nodes) {
    this.name = description.name();
    this.type = description.type();
    this.shape = description.shape();
    this.kind = kind;
    this.nodes = nodes;
  }

  /**
   * Its full name, by which it is saved.
   *
   * @return the name, such as {@code hidden/kernel}
   */
  public String name() {
    return name;
  }

  @Override
  public Class<T> type() {
    return type;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  /**
   * Whether optimizers change it by default.
   *
   * @return true unless it was made not trainable, or local
   */
  public boolean trainable() {
    return kind == Kind.TRAINABLE;
  }

  /**
   * Whether it lives for one call only and is never saved, as the state of a metric.
   *
   * @return true for a local variable
   */
  public boolean local() {
    return kind == Kind.LOCAL;
  }

  /**
   * The resource handle, for operations that work on the variable in place. Not to be fetched.
   *
   * @return the output of the {@code VarHandleOp}
   */
  public Output<? extends TType> handle() {
    return nodes.handle();
  }

  /** The value at the start of the step. */
  @Override
  public Output<T> asOutput() {
    return nodes.read();
  }

  @Override
  public Operation op() {
    return nodes.read().op();
  }

  /**
   * Reads the variable once more. When it is read is decided by the control dependencies of the
   * given ops alone: with none, before whichever optimizer step is added later, as {@link
   * #asOutput()}; to see a value after a change, make the read depend on the change.
   *
   * @param tf the ops to build with
   * @return the value
   */
  public Operand<T> read(Ops tf) {
    return tf.readVariableOp(handle(), type);
  }

  /**
   * Reads rows of the variable, as an embedding does, without reading the others. Its gradient has
   * just these rows. When it is read is decided as for {@link #read}.
   *
   * @param tf the ops to build with
   * @param indices which rows, int32 or int64 of any shape; one that is not in the variable fails
   *     the run
   * @return the rows, of the shape of the indices followed by that of a row
   */
  public Operand<T> gather(Ops tf, Operand<? extends TNumber> indices) {
    return tf.resourceGather(handle(), indices, type);
  }

  /**
   * Sets the variable.
   *
   * @param tf the ops to build with; their control dependencies say what must happen before
   * @param value the new value, of the variable's shape
   * @return the operation that does it
   */
  public Op assign(Ops tf, Operand<T> value) {
    return tf.assignVariableOp(handle(), value);
  }

  /**
   * Adds to the variable.
   *
   * @param tf the ops to build with; their control dependencies say what must happen before
   * @param delta what to add, of the variable's shape
   * @return the operation that does it
   */
  public Op assignAdd(Ops tf, Operand<T> delta) {
    return tf.assignAddVariableOp(handle(), delta);
  }

  /**
   * Subtracts from the variable.
   *
   * @param tf the ops to build with; their control dependencies say what must happen before
   * @param delta what to subtract, of the variable's shape
   * @return the operation that does it
   */
  public Op assignSub(Ops tf, Operand<T> delta) {
    return tf.assignSubVariableOp(handle(), delta);
  }

  /**
   * Ops whose nodes run after every read of this variable that exists now and has no control
   * dependencies of its own. What changes a variable in the course of a step is built with them, so
   * that all of the step sees the value before the change.
   *
   * @param tf the ops to start from
   * @return ops with more control dependencies
   */
  public Ops afterReads(Ops tf) {
    return tf.withControlDependencies(freeReads());
  }

  /**
   * As {@link #afterReads}, without the shared read while nothing uses it: reading all of a large
   * table only to wait for it would cost more than the change of a few rows. Should something use
   * the shared read later, the order is mended when the graph is frozen.
   *
   * @param tf the ops to start from
   * @return ops with more control dependencies
   */
  public Ops afterUsedReads(Ops tf) {
    List<Op> reads = freeReads();
    if (!sharedReadUsed()) {
      reads.removeIf(read -> read.op().equals(op()));
      sharedReadLeftOut = true;
    }
    return tf.withControlDependencies(reads);
  }

  private List<Op> freeReads() {
    List<Op> reads = new ArrayList<>();
    for (GraphOperation consumer : consumers()) {
      if (READS.contains(consumer.type()) && consumer.numControlInputs() == 0) {
        reads.add(() -> consumer);
      }
    }
    return reads;
  }

  private boolean sharedReadUsed() {
    return !((GraphOperation) op()).consumers().isEmpty();
  }

  private Set<GraphOperation> consumers() {
    return ((GraphOperation) handle().op()).consumers();
  }

  /**
   * Lets every read of this variable that exists now read another variable; for averages that stand
   * in for it.
   *
   * @param other a variable of the same type and shape in the same graph
   * @throws IllegalArgumentException if its type or shape is another
   */
  public void redirectReads(Variable<?> other) {
    if (!other.type.equals(type) || !other.shape.equals(shape)) {
      throw new IllegalArgumentException(other + " cannot stand in for " + this);
    }
    Graph graph = ((GraphOperation) op()).env();
    for (GraphOperation consumer : consumers()) {
      if (READS.contains(consumer.type())) {
        GraphEdits.updateEdge(graph, other.handle(), consumer, 0);
      }
    }
  }

  /** Lets changes that left the shared read out wait for it after all, if it is used by now. */
  void completeOrder(Graph graph) {
    if (sharedReadLeftOut && sharedReadUsed()) {
      Set<Operation> others = Set.of(initializer().op(), restoreOp().op());
      for (GraphOperation consumer : consumers()) {
        boolean change = CHANGES.stream().anyMatch(consumer.type()::startsWith);
        if (change && !others.contains(consumer)) {
          GraphEdits.addControlEdge(graph, consumer, op());
        }
      }
    }
  }

  /**
   * Sets the variable to its initial value.
   *
   * @return the operation that does it
   */
  public Op initializer() {
    return nodes.initializer();
  }

  /**
   * Takes the value that {@link #restoreOp()} sets; for loading a checkpoint.
   *
   * @return a placeholder of the variable's type and shape
   */
  public Operand<T> restorePlaceholder() {
    return nodes.restorePlaceholder();
  }

  /**
   * Sets the variable to what is fed to {@link #restorePlaceholder()}.
   *
   * @return the operation that does it
   */
  public Op restoreOp() {
    return nodes.restoreOp();
  }

  @Override
  public String toString() {
    return "variable '" + name + "' " + type.getSimpleName() + " " + shape;
  }
}
