package org.estimator4j.serve;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.estimator4j.tensorflow.NativeSession;
import org.estimator4j.tensorflow.PreparedRun;
import org.tensorflow.Graph;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.proto.AssetFileDef;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.types.TString;

/**
 * Makes a session of a SavedModel ready, as every loader does: by the operations that the model
 * itself brings.
 */
final class SavedModelStart {

  private static final String INIT_SIGNATURE = "__saved_model_init_op";

  private SavedModelStart() {}

  /** The variables first: what fills a table may read them. */
  static void run(Path directory, Graph graph, NativeSession session, MetaGraphDef meta) {
    List<Output<?>> feeds = new ArrayList<>();
    List<Tensor> values = new ArrayList<>();
    try {
      for (AssetFileDef asset : meta.getAssetFileDefList()) {
        Path file = directory.resolve("assets").resolve(asset.getFilename());
        feeds.add(GraphNames.output(graph, asset.getTensorInfo().getName()));
        values.add(scalar(file.toAbsolutePath().toString()));
      }
      String restore = meta.getSaverDef().getRestoreOpName();
      if (!restore.isEmpty() && hasVariables(directory, meta)) {
        feeds.add(GraphNames.output(graph, meta.getSaverDef().getFilenameTensorName()));
        values.add(scalar(variables(directory).toString()));
        run(session, feeds, values, GraphNames.operation(graph, restore));
        feeds.remove(feeds.size() - 1);
        values.remove(values.size() - 1).close();
      }
      String main = mainOp(meta);
      if (!main.isEmpty()) {
        run(session, feeds, values, GraphNames.operation(graph, main));
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
}
