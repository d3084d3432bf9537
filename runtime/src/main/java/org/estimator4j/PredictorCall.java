package org.estimator4j;

import java.util.List;
import org.estimator4j.annotation.Mode;
import org.estimator4j.config.RunConfig;
import org.estimator4j.serve.Predictor;
import org.estimator4j.spec.internal.ModeGraph;
import org.tensorflow.proto.ConfigProto;

/** One call of {@link Estimator#predictor}. */
final class PredictorCall {

  private PredictorCall() {}

  static Predictor run(EstimatorModel model, PredictSettings settings) {
    if (!settings.hooks().isEmpty()) {
      throw new IllegalArgumentException(
          "a predictor runs no hooks: many threads ask it at the same time; use predict");
    }
    RunConfig config = model.config();
    ModeGraph graph =
        ModeGraph.build(model.factory(), Mode.PREDICT, config, model.params(), List.of());
    boolean made = false;
    ModeRuntime runtime = ModeRuntime.local(graph, model, sessionConfig(config));
    try {
      if (settings.checkpoint().isPresent()) {
        runtime.loadExactly(settings.checkpoint().get());
      } else if (runtime.load(config.modelDir()).isEmpty() && model.warmStart().isEmpty()) {
        throw new IllegalStateException(
            "there is no trained model in " + config.modelDir() + " to ask: train it first");
      }
      runtime.session().initializeLocals(graph.spec().scaffold());
      List<String> outputs = settings.select(graph.spec().predictions().keySet());
      Predictor predictor = Predictor.of(new ModePredictorSource(model, runtime, outputs));
      made = true;
      return predictor;
    } finally {
      if (!made) {
        runtime.close();
      }
    }
  }

  /** Unless the settings name threads, operations run in the thread that asks. */
  private static ConfigProto sessionConfig(RunConfig config) {
    ConfigProto session = config.sessionConfig();
    return config.interOpThreads() == 0
        ? session.toBuilder().setInterOpParallelismThreads(-1).build()
        : session;
  }
}
