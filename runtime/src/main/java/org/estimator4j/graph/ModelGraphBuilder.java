package org.estimator4j.graph;

import java.util.function.Function;
import org.estimator4j.annotation.Mode;
import org.estimator4j.tensorflow.NativeLibrary;
import org.tensorflow.Operation;

/** Settings of a model graph. */
public final class ModelGraphBuilder {

  final Mode mode;
  long seed;
  int taskIndex;
  Function<Operation, String> deviceFunction = operation -> "";

  ModelGraphBuilder(Mode mode) {
    this.mode = mode;
  }

  /**
   * The seed of the run, from which every random value derives; 0 by default.
   *
   * @param newSeed any number
   * @return this builder
   */
  public ModelGraphBuilder seed(long newSeed) {
    this.seed = newSeed;
    return this;
  }

  /**
   * The index of this process among those that train together: their random masks differ; 0 by
   * default.
   *
   * @param newTaskIndex not negative
   * @return this builder
   */
  public ModelGraphBuilder taskIndex(int newTaskIndex) {
    if (newTaskIndex < 0) {
      throw new IllegalArgumentException("task index " + newTaskIndex + " must not be negative");
    }
    this.taskIndex = newTaskIndex;
    return this;
  }

  /**
   * Places operations when the graph is complete; none by default. What is placed already stays
   * there, part by part, and an operation on a variable goes where the variable is.
   *
   * @param function gives a device such as {@code /device:GPU:0}, or an empty text for none
   * @return this builder
   */
  public ModelGraphBuilder deviceFunction(Function<Operation, String> function) {
    this.deviceFunction = function;
    return this;
  }

  /**
   * Makes the graph.
   *
   * @return a graph that holds nothing but the global step; to be closed
   */
  public ModelGraph build() {
    NativeLibrary.require();
    return new ModelGraph(this);
  }
}
