package org.estimator4j.graph;

import java.util.Optional;
import org.estimator4j.graph.Variable.Kind;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.family.TFloating;
import org.tensorflow.types.family.TType;

/**
 * What a variable is to be; {@link #create()} makes it. By default it is saved, and trainable if it
 * is of floating point.
 *
 * @param <T> its element type
 */
public final class VariableBuilder<T extends TType> {

  private final ModelGraph graph;
  private final NewVariable<T> variable;
  private final Reuse reuse;
  private final boolean floating;
  private @Nullable Initializer<T> initializer;
  private @Nullable Regularizer<T> regularizer;
  private boolean trainable;
  private boolean local;

  VariableBuilder(ModelGraph graph, NewVariable<T> variable, Reuse reuse) {
    this.graph = graph;
    this.variable = variable;
    this.reuse = reuse;
    this.floating = TFloating.class.isAssignableFrom(variable.type());
    this.trainable = floating;
    requireKnown(variable.shape());
  }

  /**
   * How the first value is made; required.
   *
   * @param newInitializer makes the value
   * @return this builder
   */
  public VariableBuilder<T> initializer(Initializer<T> newInitializer) {
    this.initializer = newInitializer;
    return this;
  }

  /**
   * A penalty on its values, which goes to the {@link ModelGraph#regularizationLosses()} of the
   * graph.
   *
   * @param newRegularizer computes the penalty
   * @return this builder
   */
  public VariableBuilder<T> regularizer(Regularizer<T> newRegularizer) {
    this.regularizer = newRegularizer;
    return this;
  }

  /**
   * Whether optimizers change it by default.
   *
   * @param newTrainable true or false; true only for floating point
   * @return this builder
   */
  public VariableBuilder<T> trainable(boolean newTrainable) {
    if (newTrainable && !floating) {
      throw new IllegalArgumentException(
          "variable '"
              + variable.name()
              + "' is "
              + variable.type().getSimpleName()
              + ": only floating point can be trained");
    }
    this.trainable = newTrainable;
    return this;
  }

  /**
   * Makes the variable local: it starts afresh at each call of the estimator and is never saved,
   * nor trained.
   *
   * @return this builder
   */
  public VariableBuilder<T> local() {
    this.local = true;
    return this;
  }

  /**
   * Adds the variable to the graph, or finds it there if the {@linkplain Reuse scope shares}
   * variables: then initialiser and regulariser are those of the first time.
   *
   * @return the variable
   * @throws IllegalArgumentException if there is a variable or an operation of this name already,
   *     or the initialiser's value does not fit
   * @throws IllegalStateException if there is no initialiser
   */
  public Variable<T> create() {
    if (initializer == null) {
      throw new IllegalStateException(
          "variable '" + variable.name() + "' has no initialiser: call initializer(...)");
    }
    Optional<Variable<T>> shared = graph.reusable(variable, kind(), reuse);
    if (shared.isPresent()) {
      return shared.get();
    }
    Variable<T> made = graph.addVariable(variable, kind(), initializer);
    if (regularizer != null) {
      graph.penalise(made, regularizer);
    }
    return made;
  }

  private Kind kind() {
    if (local) {
      return Kind.LOCAL;
    }
    return trainable ? Kind.TRAINABLE : Kind.GLOBAL;
  }

  private void requireKnown(Shape shape) {
    if (shape.hasUnknownDimension() || shape.isUnknown()) {
      throw new IllegalArgumentException(
          "variable '" + variable.name() + "' needs a fully known shape, got " + shape);
    }
  }
}
