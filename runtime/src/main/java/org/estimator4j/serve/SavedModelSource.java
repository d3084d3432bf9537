package org.estimator4j.serve;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.estimator4j.feature.internal.NearNames;
import org.estimator4j.tensorflow.NativeLibrary;
import org.estimator4j.tensorflow.NativeSession;
import org.estimator4j.tensorflow.OperationFailedException;
import org.estimator4j.tensorflow.PreparedRun;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.AssetFileDef;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * A SavedModel in a session of our own: its graph imported, its variables restored and its main op
 * run by the operations that the model itself brings, as every loader does.
 */
final class SavedModelSource implements PredictorSource {

  private static final String DEFAULT = "serving_default";
  private static final String INIT_SIGNATURE = "__saved_model_init_op";

  private final Path directory;
  private final Graph graph;
  private final NativeSession session;
  private final ModelSignature signature;
  private final List<Output<?>> feeds;
  private final List<Output<?>> fetches;

  private SavedModelSource(
      Path directory,
      Graph graph,
      NativeSession session,
      ModelSignature signature,
      List<Output<?>> feeds,
      List<Output<?>> fetches) {
    this.directory = directory;
    this.graph = graph;
    this.session = session;
    this.signature = signature;
    this.feeds = feeds;
    this.fetches = fetches;
  }

  static SavedModelSource load(Path directory, PredictorSettings settings) {
    NativeLibrary.require();
    MetaGraphDef meta =
        SavedModelFiles.metaGraph(directory, SavedModelFiles.read(directory), settings.tags());
    String key = signatureKey(directory, meta, settings);
    SignatureDef declared = meta.getSignatureDefOrThrow(key);
    Graph graph = new Graph();
    @Nullable NativeSession session = null;
    boolean loaded = false;
    try {
      graph.importGraphDef(meta.getGraphDef());
      Map<String, Output<?>> inputs = tensors(graph, directory, declared.getInputsMap());
      Map<String, Output<?>> all = tensors(graph, directory, declared.getOutputsMap());
      Map<String, Output<?>> outputs = selected(all, settings.outputs(), key);
      ModelSignature signature =
          new ModelSignature(
              key,
              declared.getMethodName(),
              specs(inputs, declared.getInputsMap()),
              specs(outputs, declared.getOutputsMap()));
      session = NativeSession.open(graph, null, settings.config());
      initialize(directory, graph, session, meta);
      SavedModelSource source =
          new SavedModelSource(
              directory,
              graph,
              session,
              signature,
              List.copyOf(inputs.values()),
              List.copyOf(outputs.values()));
      loaded = true;
      return source;
    } catch (OperationFailedException e) {
      throw new SavedModelException(
          directory + " cannot be loaded, is it complete? " + e.getMessage(), e);
    } catch (TensorFlowException e) {
      throw new SavedModelException(
          "the graph of " + directory + " cannot be read: " + e.getMessage(), e);
    } finally {
      if (!loaded) {
        if (session != null) {
          session.close();
        }
        graph.close();
      }
    }
  }

  private static String signatureKey(
      Path directory, MetaGraphDef meta, PredictorSettings settings) {
    Set<String> keys = new TreeSet<>(meta.getSignatureDefMap().keySet());
    keys.removeIf(key -> key.startsWith("__"));
    String wanted =
        settings.signature().orElse(keys.size() == 1 ? keys.iterator().next() : DEFAULT);
    if (!keys.contains(wanted)) {
      throw new SavedModelException(
          directory
              + " has no signature '"
              + wanted
              + "'"
              + NearNames.near(wanted, keys)
                  .map(near -> "; did you mean '" + near + "'?")
                  .orElse("")
              + "; it has "
              + keys);
    }
    return wanted;
  }

  private static Map<String, Output<?>> tensors(
      Graph graph, Path directory, Map<String, TensorInfo> infos) {
    Map<String, Output<?>> outputs = new LinkedHashMap<>();
    new TreeMap<>(infos)
        .forEach(
            (name, info) -> {
              if (info.getName().isEmpty()) {
                throw new SavedModelException(
                    "'"
                        + name
                        + "' of "
                        + directory
                        + " is made of several tensors (sparse or ragged), which a predictor does not"
                        + " take or give");
              }
              outputs.put(name, output(graph, info.getName()));
            });
    return outputs;
  }

  private static Map<String, Output<?>> selected(
      Map<String, Output<?>> all, Set<String> wanted, String key) {
    if (wanted.isEmpty()) {
      return all;
    }
    for (String name : wanted) {
      if (!all.containsKey(name)) {
        throw new SavedModelException(
            "signature '" + key + "' has no output '" + name + "'; it has " + all.keySet());
      }
    }
    Map<String, Output<?>> outputs = new LinkedHashMap<>(all);
    outputs.keySet().retainAll(wanted);
    return outputs;
  }

  private static Map<String, TensorSpec> specs(
      Map<String, Output<?>> outputs, Map<String, TensorInfo> infos) {
    Map<String, TensorSpec> specs = new LinkedHashMap<>();
    outputs.forEach(
        (name, output) -> {
          TensorInfo info = infos.get(name);
          Shape shape = info == null ? output.shape() : shape(info.getTensorShape());
          specs.put(name, new TensorSpec(output.type().asSubclass(TType.class), shape));
        });
    return specs;
  }

  private static Shape shape(TensorShapeProto proto) {
    if (proto.getUnknownRank()) {
      return Shape.unknown();
    }
    return Shape.of(proto.getDimList().stream().mapToLong(TensorShapeProto.Dim::getSize).toArray());
  }

  private static Output<?> output(Graph graph, String name) {
    int colon = name.lastIndexOf(':');
    int index = colon < 0 ? 0 : Integer.parseInt(name.substring(colon + 1));
    return operation(graph, colon < 0 ? name : name.substring(0, colon)).output(index);
  }

  private static Operation operation(Graph graph, String name) {
    GraphOperation operation = graph.operation(name);
    if (operation == null) {
      throw new SavedModelException(
          "a signature names the operation \"" + name + "\", which is not in the graph");
    }
    return operation;
  }

  /** The variables first: what fills a table may read them. */
  private static void initialize(
      Path directory, Graph graph, NativeSession session, MetaGraphDef meta) {
    List<Output<?>> feeds = new ArrayList<>();
    List<Tensor> values = new ArrayList<>();
    try {
      for (AssetFileDef asset : meta.getAssetFileDefList()) {
        Path file = directory.resolve("assets").resolve(asset.getFilename());
        feeds.add(output(graph, asset.getTensorInfo().getName()));
        values.add(scalar(file.toAbsolutePath().toString()));
      }
      String restore = meta.getSaverDef().getRestoreOpName();
      if (!restore.isEmpty() && hasVariables(directory, meta)) {
        feeds.add(output(graph, meta.getSaverDef().getFilenameTensorName()));
        values.add(scalar(variables(directory).toString()));
        run(session, feeds, values, operation(graph, restore));
        feeds.remove(feeds.size() - 1);
        values.remove(values.size() - 1).close();
      }
      String main = mainOp(meta);
      if (!main.isEmpty()) {
        run(session, feeds, values, operation(graph, main));
      }
    } finally {
      values.forEach(Tensor::close);
    }
  }

  private static Path variables(Path directory) {
    return directory.resolve("variables").resolve("variables").toAbsolutePath();
  }

  /** A model without variables need not have the files. */
  private static boolean hasVariables(Path directory, MetaGraphDef meta) {
    Path index = variables(directory).resolveSibling("variables.index");
    if (Files.exists(index)) {
      return true;
    }
    boolean restores =
        meta.getGraphDef().getNodeList().stream()
            .anyMatch(node -> node.getOp().equals("RestoreV2"));
    if (restores) {
      throw new SavedModelException(
          directory + " is incomplete: it has variables, but " + index + " is missing");
    }
    return false;
  }

  private static String mainOp(MetaGraphDef meta) {
    SignatureDef init = meta.getSignatureDefMap().get(INIT_SIGNATURE);
    if (init != null) {
      TensorInfo info = init.getOutputsMap().get(INIT_SIGNATURE);
      String name = info == null ? "" : info.getName();
      int colon = name.lastIndexOf(':');
      return colon < 0 ? name : name.substring(0, colon);
    }
    for (String key : List.of("saved_model_main_op", "legacy_init_op")) {
      CollectionDef collection = meta.getCollectionDefMap().get(key);
      if (collection != null && collection.getNodeList().getValueCount() > 0) {
        return collection.getNodeList().getValue(0);
      }
    }
    return "";
  }

  private static TString scalar(String text) {
    return TString.tensorOfBytes(NdArrays.scalarOfObject(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static void run(
      NativeSession session, List<Output<?>> feeds, List<Tensor> values, Operation target) {
    try (PreparedRun run = session.prepare(feeds, List.of(), List.of(target))) {
      run.run(values.toArray(Tensor[]::new));
    }
  }

  @Override
  public String describe() {
    return directory.toString();
  }

  @Override
  public ModelSignature signature() {
    return signature;
  }

  @Override
  public PreparedRun prepare() {
    return session.prepare(feeds, fetches, List.of());
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
