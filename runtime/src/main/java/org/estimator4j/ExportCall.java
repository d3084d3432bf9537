package org.estimator4j;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.estimator4j.annotation.Mode;
import org.estimator4j.checkpoint.CheckpointReader;
import org.estimator4j.checkpoint.Checkpoints;
import org.estimator4j.checkpoint.VariablesBundle;
import org.estimator4j.export.ExportRequest;
import org.estimator4j.export.SavedModelExporter;
import org.estimator4j.export.ServingInputReceiverFn;
import org.estimator4j.feature.InputSpec;
import org.estimator4j.session.internal.Snapshot;
import org.estimator4j.spec.internal.ModeGraph;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Tensor;

/** One call of {@link Estimator#exportSavedModel}. */
final class ExportCall {

  private final EstimatorModel model;
  private final ExportRequest request;
  private final @Nullable Path checkpoint;

  ExportCall(EstimatorModel model, Path base, ExportOption... options) {
    this.model = model;
    InputSpec inputs = inputs(model, options);
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    Map<Mode, ServingInputReceiverFn> receivers = new EnumMap<>(Mode.class);
    Map<String, Path> assetsExtra = new LinkedHashMap<>();
    boolean fullGraph = false;
    boolean asText = false;
    @Nullable Path prefix = null;
    for (ExportOption option : options) {
      if (option instanceof ExportOption.OfCheckpoint given) {
        prefix = given.prefix();
      } else if (option instanceof ExportOption.Modes given) {
        modes.addAll(given.modes());
      } else if (option instanceof ExportOption.Receiver given) {
        receivers.put(given.mode(), given.receiver());
      } else if (option instanceof ExportOption.ExampleReceiver given) {
        receivers.put(Mode.PREDICT, ServingInputReceiverFn.parsing(inputs, given.defaults()));
      } else if (option instanceof ExportOption.AssetExtra given) {
        assetsExtra.put(given.path(), given.file());
      } else if (option instanceof ExportOption.FullGraph) {
        fullGraph = true;
      } else if (option instanceof ExportOption.AsText) {
        asText = true;
      }
    }
    if (modes.isEmpty() && receivers.isEmpty()) {
      modes.add(Mode.PREDICT);
    }
    for (Mode mode : modes) {
      if (!receivers.containsKey(mode)) {
        receivers.put(
            mode,
            mode == Mode.PREDICT
                ? ServingInputReceiverFn.raw(inputs)
                : ServingInputReceiverFn.rawSupervised(inputs));
      }
    }
    this.checkpoint = prefix;
    this.request = new ExportRequest(base, receivers, assetsExtra, fullGraph, asText);
  }

  private static InputSpec inputs(EstimatorModel model, ExportOption... options) {
    InputSpec inputs = model.factory().inputs();
    for (ExportOption option : options) {
      if (option instanceof ExportOption.BatchSize given) {
        inputs = inputs.withBatchSize(given.rows());
      }
    }
    return inputs;
  }

  Path run() {
    SavedModelExporter exporter =
        new SavedModelExporter(model.factory(), model.config(), model.params());
    if (checkpoint != null) {
      try (CheckpointReader reader = CheckpointReader.open(checkpoint)) {
        return exporter.export(request, reader);
      }
    }
    Path modelDir = model.config().modelDir();
    return Checkpoints.restoreNewestUsable(modelDir, reader -> exporter.export(request, reader))
        .orElseGet(() -> exportWarmStart(exporter));
  }

  /** A model that was never trained itself: what it would start from. */
  private Path exportWarmStart(SavedModelExporter exporter) {
    Path modelDir = model.config().modelDir();
    if (model.warmStart().isEmpty()) {
      throw new IllegalStateException(
          "there is no trained model in "
              + modelDir
              + " to export: train it first, or name a checkpoint with ExportOption.checkpoint");
    }
    boolean train = request.receivers().containsKey(Mode.TRAIN);
    ModeGraph graph =
        ModeGraph.build(
            model.factory(),
            train ? Mode.TRAIN : request.receivers().keySet().iterator().next(),
            model.config(),
            model.params(),
            List.of());
    try (ModeRuntime runtime = ModeRuntime.local(graph, model, model.config().sessionConfig());
        TemporaryBundle bundle = TemporaryBundle.create()) {
      runtime.load(modelDir);
      Map<String, Tensor> values = Snapshot.of(runtime.session(), graph.saved().byName());
      try {
        VariablesBundle.write(bundle.prefix(), values);
      } finally {
        values.values().forEach(Tensor::close);
      }
      try (CheckpointReader reader = CheckpointReader.open(bundle.prefix())) {
        return exporter.export(request, reader);
      }
    }
  }
}
