package org.estimator4j;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.estimator4j.annotation.Mode;
import org.estimator4j.config.Params;
import org.estimator4j.config.RunConfig;
import org.estimator4j.report.internal.Environment;
import org.estimator4j.report.internal.ModelSketch;
import org.estimator4j.report.internal.RunFacts;
import org.estimator4j.session.TensorValue;
import org.estimator4j.spec.EstimatorSpec;
import org.jspecify.annotations.Nullable;

/** Puts the facts of a run together, for its report. */
final class RunFactsReader {

  private final Estimator estimator;
  private final EstimatorModel model;
  private final TrainSpec train;
  private final List<EvalSpec> evals;

  RunFactsReader(Estimator estimator, EstimatorModel model, TrainSpec train, List<EvalSpec> evals) {
    this.estimator = estimator;
    this.model = model;
    this.train = train;
    this.evals = evals;
  }

  RunFacts read(EvaluationLog log, TrainAndEvaluateResult result, Instant now) {
    Path here = Path.of("").toAbsolutePath();
    return new RunFacts(
        model.name(),
        log.startedAt(),
        now,
        result.training().stopReason(),
        result.training().globalStep(),
        result.bestStep(),
        evaluations(log),
        matrices(result),
        exports(log),
        hyperparameters(),
        configuration(),
        data(),
        Environment.describe(here),
        fields(),
        sketch());
  }

  private static List<RunFacts.Evaluation> evaluations(EvaluationLog log) {
    return log.evaluations().stream()
        .map(EvaluationRecord::result)
        .map(each -> new RunFacts.Evaluation(each.name(), each.globalStep(), each.numbers()))
        .toList();
  }

  private static Map<String, double[][]> matrices(TrainAndEvaluateResult result) {
    Map<String, double[][]> matrices = new LinkedHashMap<>();
    result
        .evaluations()
        .forEach(
            (set, evaluation) ->
                evaluation
                    .metrics()
                    .forEach(
                        (name, value) -> {
                          if (isMatrix(value)) {
                            String where = set.isEmpty() ? "" : " on " + set;
                            matrices.put(name + where, rows(value));
                          }
                        }));
    return matrices;
  }

  private static boolean isMatrix(TensorValue value) {
    Class<?> type = value.elementType();
    return value.shape().numDimensions() == 2
        && value.shape().size() > 0
        && type != boolean.class
        && type != String.class;
  }

  private static double[][] rows(TensorValue value) {
    double[][] rows = new double[(int) value.shape().get(0)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = value.row(i).asDoubles();
    }
    return rows;
  }

  private List<RunFacts.Export> exports(EvaluationLog log) {
    return log.exports().stream()
        .map(
            each ->
                new RunFacts.Export(
                    each.exporter(),
                    each.result().globalStep(),
                    Path.of("export", each.exporter(), String.valueOf(each.version()))))
        .toList();
  }

  private Map<String, String> hyperparameters() {
    Params params = model.params();
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : params.names()) {
      values.put(name, String.valueOf(params.get(name, Object.class)));
    }
    return values;
  }

  private static String every(long steps, @Nullable Duration time) {
    if (time != null) {
      return "every " + time;
    }
    return steps == 0 ? "none" : "every " + steps + " steps";
  }

  private Map<String, String> configuration() {
    RunConfig config = model.config();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("seed", String.valueOf(config.seed()));
    values.put("model directory", config.modelDir().toAbsolutePath().toString());
    values.put(
        "maxSteps", train.maxSteps().isPresent() ? number(train.maxSteps().getAsLong()) : "–");
    values.put(
        "checkpoints",
        every(config.saveCheckpointsSteps(), config.saveCheckpointsEvery())
            + ", "
            + config.keepCheckpointMax()
            + " kept");
    values.put("summaries", every(config.saveSummarySteps(), config.saveSummaryEvery()));
    values.put(
        "threads", "intra-op " + config.intraOpThreads() + ", inter-op " + config.interOpThreads());
    for (int i = 0; i < train.earlyStopping().size(); i++) {
      values.put(
          "early stopping" + (i == 0 ? "" : " " + (i + 1)),
          train.earlyStopping().get(i).toString());
    }
    return values;
  }

  private static String number(long value) {
    return String.valueOf(value);
  }

  private List<RunFacts.Data> data() {
    List<RunFacts.Data> data = new ArrayList<>();
    data.add(new RunFacts.Data("training", train.input().fingerprint(), train.input().describe()));
    for (EvalSpec each : evals) {
      String purpose = "evaluation" + (each.name().isEmpty() ? "" : " " + each.name());
      data.add(new RunFacts.Data(purpose, each.input().fingerprint(), each.input().describe()));
    }
    return data;
  }

  /** What the model gives in each mode; a line for each field that it fills in any. */
  private Map<String, Map<String, String>> fields() {
    Map<String, Map<String, String>> fields = new LinkedHashMap<>();
    for (String each :
        List.of("predictions", "loss", "trainOp", "evalMetricOps", "exportOutputs", "hooks")) {
      fields.put(each, new LinkedHashMap<>());
    }
    for (Mode mode : new TreeSet<>(model.factory().modes())) {
      estimator.inspect(
          mode,
          graph -> {
            EstimatorSpec spec = graph.spec();
            put(fields, "predictions", mode, String.join(", ", spec.predictions().keySet()));
            put(fields, "loss", mode, spec.loss().isPresent() ? "yes" : "");
            put(fields, "trainOp", mode, spec.trainOp().isPresent() ? "yes" : "");
            put(fields, "evalMetricOps", mode, String.join(", ", spec.evalMetricOps().keySet()));
            put(fields, "exportOutputs", mode, String.join(", ", spec.exportOutputs().keySet()));
            int hooks = graph.hooks().size();
            put(fields, "hooks", mode, hooks == 0 ? "" : String.valueOf(hooks));
            return mode;
          });
    }
    fields.values().removeIf(each -> each.values().stream().allMatch(String::isEmpty));
    return fields;
  }

  private static void put(
      Map<String, Map<String, String>> fields, String field, Mode mode, String what) {
    fields.computeIfAbsent(field, absent -> new TreeMap<>()).put(mode.name(), what);
  }

  /** Of the network that predicts, without what belongs to training; else of that of EVAL. */
  private ModelSketch sketch() {
    Mode mode = model.factory().modes().contains(Mode.PREDICT) ? Mode.PREDICT : Mode.EVAL;
    return estimator.inspect(
        mode,
        graph -> {
          EstimatorSpec spec = graph.spec();
          return spec.predictions().isEmpty()
              ? ModelSketch.of(graph.graph(), Map.of("loss", spec.loss().orElseThrow()))
              : ModelSketch.of(graph.graph(), spec.predictions());
        });
  }
}
