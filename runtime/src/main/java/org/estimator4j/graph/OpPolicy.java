package org.estimator4j.graph;

import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which operations may be added to a model graph, and until when. */
final class OpPolicy {

  private static final Logger log = LoggerFactory.getLogger(ModelGraph.class);

  private static final Set<String> RAW_VARIABLES =
      Set.of("Variable", "VariableV2", "VarHandleOp", "_VarHandlesOp", "AutoReloadVariable");

  private static final Set<String> STATEFUL_RANDOM =
      Set.of(
          "Multinomial",
          "NonDeterministicInts",
          "ParameterizedTruncatedNormal",
          "RandomGamma",
          "RandomPoisson",
          "RandomPoissonV2",
          "RandomShuffle",
          "RandomStandardNormal",
          "RandomUniform",
          "RandomUniformInt",
          "StatefulRandomBinomial",
          "StatefulStandardNormalV2",
          "StatefulTruncatedNormal",
          "StatefulUniform",
          "StatefulUniformFullInt",
          "StatefulUniformInt",
          "TruncatedNormal");

  private final String graphName;
  private boolean frozen;
  private boolean warnedOfRandomness;

  OpPolicy(String graphName) {
    this.graphName = graphName;
  }

  void freeze() {
    frozen = true;
  }

  boolean frozen() {
    return frozen;
  }

  void check(String type, String name) {
    if (frozen) {
      throw new IllegalStateException(
          "the "
              + graphName
              + " graph is complete and its session may have run: "
              + type
              + " '"
              + name
              + "' comes too late. Add nodes in the model's methods, or in a hook that implements"
              + " GraphBuildingHook");
    }
    if (RAW_VARIABLES.contains(type)) {
      throw new IllegalArgumentException(
          type
              + " '"
              + name
              + "' would be a variable that is neither initialised nor saved: use"
              + " graph.variable(name, type, shape).initializer(...).create()");
    }
    if (STATEFUL_RANDOM.contains(type) && !warnedOfRandomness) {
      warnedOfRandomness = true;
      log.warn(
          "{} '{}' keeps its state outside of checkpoints: a resumed run will differ from one that"
              + " was never stopped. The stateless random ops with graph.statelessSeed(name) do"
              + " not have this problem",
          type,
          name);
    }
  }
}
