package org.estimator4j.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.estimator4j.nn.metric.EvalMetric;
import org.estimator4j.session.Scaffold;
import org.estimator4j.session.SessionRunHook;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;

/** The fields of a spec while a builder fills them. */
final class SpecFields {

  final Map<String, Operand<?>> predictions = new LinkedHashMap<>();
  final Map<String, EvalMetric> evalMetricOps = new LinkedHashMap<>();
  final Map<String, ExportOutput> exportOutputs = new LinkedHashMap<>();
  final List<SessionRunHook> trainingHooks = new ArrayList<>();
  final List<SessionRunHook> trainingChiefHooks = new ArrayList<>();
  final List<SessionRunHook> evaluationHooks = new ArrayList<>();
  final List<SessionRunHook> predictionHooks = new ArrayList<>();
  @Nullable Operand<?> loss;
  @Nullable Op trainOp;
  Scaffold scaffold = Scaffold.defaults();
}
