package org.estimator4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.estimator4j.feature.internal.NearNames;
import org.estimator4j.nn.metric.EvalMetric;

/** Checks the names of metrics and sets that rules and exporters mention, before anything runs. */
final class MetricCheck {

  private final String model;
  private final Map<String, EvalMetric> metrics;

  MetricCheck(String model, Map<String, EvalMetric> metrics) {
    this.model = model;
    this.metrics = metrics;
  }

  void require(String who, String metric) {
    if (metric.equals("loss") || metric.equals("global_step")) {
      return;
    }
    EvalMetric found = metrics.get(metric);
    if (found == null) {
      List<String> names = new ArrayList<>(metrics.keySet());
      names.add("loss");
      throw new IllegalArgumentException(
          who
              + " looks at metric '"
              + metric
              + "', which "
              + model
              + " has not in EVAL"
              + near(metric, names)
              + " It has "
              + names
              + ".");
    }
    int rank = found.value().shape().numDimensions();
    if (rank > 0) {
      throw new IllegalArgumentException(
          who
              + " looks at metric '"
              + metric
              + "' of "
              + model
              + ", which is no single number but of shape "
              + found.value().shape());
    }
  }

  static void requireSet(String who, String set, List<String> sets) {
    if (!sets.contains(set)) {
      throw new IllegalArgumentException(
          who
              + " looks at the evaluation set '"
              + set
              + "', for which there is no EvalSpec"
              + near(set, sets)
              + " There are "
              + sets
              + ".");
    }
  }

  private static String near(String name, List<String> names) {
    return NearNames.near(name, names).map(near -> "; did you mean '" + near + "'?").orElse(".");
  }
}
