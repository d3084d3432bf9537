package org.estimator4j.export;

import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.estimator4j.annotation.Mode;
import org.estimator4j.checkpoint.CheckpointReader;
import org.estimator4j.checkpoint.IncompatibleCheckpointException;
import org.estimator4j.checkpoint.VariableSpec;
import org.estimator4j.checkpoint.VariablesBundle;
import org.estimator4j.config.Params;
import org.estimator4j.config.RunConfig;
import org.estimator4j.spec.EstimatorSpecFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.types.family.TType;

/**
 * Writes a model as a SavedModel. It needs no session: the values come from a checkpoint, whatever
 * the model's initial values are, and go into the bundle byte for byte.
 */
public final class SavedModelExporter {

  private static final Logger LOG = LoggerFactory.getLogger(SavedModelExporter.class);

  private final EstimatorSpecFactory factory;
  private final RunConfig config;
  private final Params params;

  /**
   * An exporter of a model.
   *
   * @param factory the model's factory
   * @param config the settings, for the seed
   * @param params the hyperparameters
   */
  public SavedModelExporter(EstimatorSpecFactory factory, RunConfig config, Params params) {
    this.factory = factory;
    this.config = config;
    this.params = params;
  }

  /**
   * Exports.
   *
   * @param request what and where to
   * @param values the checkpoint that has the variables; stays the caller's
   * @return the new directory, {@code <base>/<seconds since 1970>}; it is complete
   * @throws ExportException if a file cannot be written, or the receiver does not fit the model
   * @throws IncompatibleCheckpointException if the checkpoint lacks a variable of a mode
   */
  public Path export(ExportRequest request, CheckpointReader values) {
    SavedModel.Builder model = SavedModel.newBuilder().setSavedModelSchemaVersion(1);
    Map<String, VariableSpec> variables = new LinkedHashMap<>();
    Assets assets = new Assets();
    try {
      for (Map.Entry<Mode, ServingInputReceiverFn> each : request.receivers().entrySet()) {
        try (ExportGraph graph =
            ExportGraph.build(
                factory,
                each.getKey(),
                config,
                params,
                each.getValue(),
                values.contents().variables().keySet())) {
          Map<String, VariableSpec> mine = new LinkedHashMap<>();
          graph
              .variables()
              .forEach((name, variable) -> mine.put(name, SaverNodes.specOf(variable)));
          values.contents().requireCompatible(mine);
          variables.putAll(mine);
          model.addMetaGraphs(MetaGraphs.of(graph, request.fullGraph(), assets));
        }
      }
      SavedModel complete = model.build();
      Path directory =
          new TimestampedDirectory(request.base(), Clock.systemUTC())
              .create(pending -> write(pending, request, complete, variables, values, assets));
      LOG.info(
          "exported {} of step {} to {}, signatures {}",
          factory.modelName(),
          values.checkpoint().step(),
          directory,
          signaturesOf(complete));
      return directory;
    } catch (IOException e) {
      throw new ExportException(
          "cannot export " + factory.modelName() + " to " + request.base() + ": " + e, e);
    }
  }

  private static Set<String> signaturesOf(SavedModel model) {
    Set<String> keys = new TreeSet<>();
    model.getMetaGraphsList().forEach(meta -> keys.addAll(meta.getSignatureDefMap().keySet()));
    return keys;
  }

  private static void write(
      Path directory,
      ExportRequest request,
      SavedModel model,
      Map<String, VariableSpec> variables,
      CheckpointReader values,
      Assets assets)
      throws IOException {
    Path bundle = Files.createDirectory(directory.resolve("variables")).resolve("variables");
    Map<String, TType> tensors = values.read(variables.keySet());
    try {
      VariablesBundle.write(bundle, tensors);
    } finally {
      tensors.values().forEach(TType::close);
    }
    copy(assets.files(), directory.resolve("assets"));
    copy(request.assetsExtra(), directory.resolve("assets.extra"));
    if (request.asText()) {
      String text = TextFormat.printer().printToString(model);
      Files.write(directory.resolve("saved_model.pbtxt"), text.getBytes(StandardCharsets.UTF_8));
    } else {
      Files.write(directory.resolve("saved_model.pb"), model.toByteArray());
    }
  }

  private static void copy(Map<String, Path> files, Path directory) throws IOException {
    for (Map.Entry<String, Path> file : files.entrySet()) {
      Path target = directory.resolve(file.getKey()).normalize();
      if (!target.startsWith(directory)) {
        throw new ExportException(
            "an extra asset cannot be called '"
                + file.getKey()
                + "': that is outside of the model");
      }
      Path parent = target.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.copy(file.getValue(), target);
    }
  }
}
