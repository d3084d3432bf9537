package org.estimator4j;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.estimator4j.annotation.Mode;
import org.estimator4j.input.Batch;
import org.estimator4j.input.InputContext;

/** What can be known to be wrong before a training: found now, and not after the first hour. */
final class TrainAndEvaluateCheck {

  private final EstimatorModel model;
  private final TrainSpec train;
  private final List<EvalSpec> evals;

  TrainAndEvaluateCheck(EstimatorModel model, TrainSpec train, List<EvalSpec> evals) {
    this.model = model;
    this.train = train;
    this.evals = evals;
  }

  /** What the specs alone show. */
  void names() {
    if (evals.isEmpty()) {
      throw new IllegalArgumentException(
          "trainAndEvaluate needs an EvalSpec; to train alone, call train");
    }
    if (!model.config().savesCheckpoints()) {
      throw new IllegalArgumentException(
          "trainAndEvaluate evaluates checkpoints, but RunConfig saves none: set"
              + " saveCheckpointsSteps or saveCheckpointsEvery");
    }
    Set<String> sets = new HashSet<>();
    Set<String> exporters = new HashSet<>();
    for (EvalSpec spec : evals) {
      if (!sets.add(spec.name())) {
        throw new IllegalArgumentException(
            "two evaluation sets are named '"
                + spec.name()
                + "'; give each EvalSpec a name of its own");
      }
      for (Exporter exporter : spec.exporters()) {
        FileNames.require("the name of an exporter", exporter.name());
        if (!exporters.add(exporter.name())) {
          throw new IllegalArgumentException(
              "two exporters are named '"
                  + exporter.name()
                  + "' and would write into one directory; give each a name of its own");
        }
      }
    }
    List<String> names = List.copyOf(sets);
    for (EarlyStopping rule : train.earlyStopping()) {
      rule.set().ifPresent(set -> MetricCheck.requireSet(words(rule), set, names));
    }
  }

  /**
   * What the model in EVAL, and the inputs, show. Builds the graph, which is needed anyway.
   *
   * @return the names of what is measured in single numbers
   */
  List<String> beforeTraining(Estimator estimator) {
    evals.forEach(this::requireRows);
    return estimator.with(
        Mode.EVAL,
        List.of(),
        runtime -> {
          MetricCheck metrics =
              new MetricCheck(model.name(), runtime.modeGraph().spec().evalMetricOps());
          for (EarlyStopping rule : train.earlyStopping()) {
            rule.metrics().forEach(metric -> metrics.require(words(rule), metric));
          }
          for (EvalSpec spec : evals) {
            for (Exporter exporter : spec.exporters()) {
              String who = "exporter '" + exporter.name() + "'";
              exporter.metrics().forEach(metric -> metrics.require(who, metric));
            }
          }
          List<String> measures = new ArrayList<>(List.of("loss"));
          runtime
              .modeGraph()
              .spec()
              .evalMetricOps()
              .forEach(
                  (name, metric) -> {
                    if (metric.value().shape().isScalar()) {
                      measures.add(name);
                    }
                  });
          return measures;
        });
  }

  private static String words(EarlyStopping rule) {
    return "the rule of early stopping \"" + rule + "\"";
  }

  /** A batch is read only where the input does not know its size. */
  private void requireRows(EvalSpec spec) {
    InputContext context = InputContext.first(Mode.EVAL, model.config().seed());
    try (InputFeed feed = InputFeed.open(spec.input(), model.factory().inputs(), context)) {
      OptionalLong size = spec.input().size();
      if (size.isPresent() && size.getAsLong() > 0) {
        return;
      }
      try (Batch first = feed.next()) {
        if (first == null) {
          throw new EmptyInputException(Mode.EVAL, spec.input().describe());
        }
      }
    }
  }
}
