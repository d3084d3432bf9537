package org.estimator4j.session;

import org.estimator4j.graph.ModelGraph;

/**
 * A hook that adds operations of its own. Those of the model's spec add them when the mode's graph
 * is built; a call that is given one gets a graph of its own.
 */
public interface GraphBuildingHook extends SessionRunHook {

  /**
   * Adds operations. Called before every other method, once for each graph.
   *
   * @param graph the graph, with the model in it
   */
  void build(ModelGraph graph);
}
