package org.estimator4j.export;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.tensorflow.proto.AssetFileDef;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorInfo;

/**
 * Files that operations of the graph read, such as a vocabulary: copied beside the model, where a
 * loader gives their new place to the constants that held the old one. Such a constant is called
 * {@code asset_filepath}.
 */
final class Assets {

  private static final Pattern CONSTANT = Pattern.compile("(?:.*/)?asset_filepath(?:_\\d+)?");
  private static final String COLLECTION = "asset_filepaths";

  private final Map<String, Path> files = new LinkedHashMap<>();

  /** Says in the meta graph which of its constants are paths of which files. */
  void addTo(MetaGraphDef.Builder meta, GraphDef graph) throws IOException {
    List<String> constants = new ArrayList<>();
    for (NodeDef node : graph.getNodeList()) {
      if (node.getOp().equals("Const") && CONSTANT.matcher(node.getName()).matches()) {
        ByteString path = node.getAttrOrThrow("value").getTensor().getStringVal(0);
        String tensor = node.getName() + ":0";
        constants.add(tensor);
        meta.addAssetFileDef(
            AssetFileDef.newBuilder()
                .setTensorInfo(TensorInfo.newBuilder().setName(tensor))
                .setFilename(fileName(Path.of(path.toStringUtf8()), node.getName())));
      }
    }
    if (!constants.isEmpty()) {
      meta.putCollectionDef(
          COLLECTION,
          CollectionDef.newBuilder()
              .setNodeList(CollectionDef.NodeList.newBuilder().addAllValue(constants))
              .build());
    }
  }

  /** Two files of one name are told apart by a number, as in the reference. */
  private String fileName(Path file, String constant) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ExportException(
          "the file "
              + file
              + ", which \""
              + constant
              + "\" reads, is gone; it is an asset of the"
              + " model");
    }
    String name = String.valueOf(file.getFileName());
    String candidate = name;
    for (int i = 1; files.containsKey(candidate); i++) {
      if (Files.mismatch(file, files.get(candidate)) < 0) {
        return candidate;
      }
      candidate = name + "_" + i;
    }
    files.put(candidate, file);
    return candidate;
  }

  /** The files to copy, by the name that each gets. */
  Map<String, Path> files() {
    return Collections.unmodifiableMap(files);
  }
}
