package org.estimator4j.graph;

import org.estimator4j.annotation.Mode;
import org.estimator4j.tensorflow.NativeLibrary;

/** Settings of a model graph. */
public final class ModelGraphBuilder {

  final Mode mode;
  long seed;
  int taskIndex;

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
   * Makes the graph.
   *
   * @return a graph that holds nothing but the global step; to be closed
   */
  public ModelGraph build() {
    NativeLibrary.require();
    return new ModelGraph(this);
  }
}
