package org.estimator4j.serve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.estimator4j.feature.internal.NearNames;
import org.tensorflow.Graph;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SignatureDef;

/** Reads the signature that is asked for, and finds its tensors in the graph. */
final class SignatureReader {

  private static final String DEFAULT = "serving_default";

  private final Path directory;
  private final MetaGraphDef meta;
  private final PredictorSettings settings;

  /**
   * A signature and its tensors.
   *
   * @param signature names, types and shapes
   * @param feeds the tensors of its inputs, in order
   * @param fetches the tensors of its outputs, in order
   */
  record Found(ModelSignature signature, List<Output<?>> feeds, List<Output<?>> fetches) {}

  SignatureReader(Path directory, MetaGraphDef meta, PredictorSettings settings) {
    this.directory = directory;
    this.meta = meta;
    this.settings = settings;
  }

  /** The signature's key, known without the graph. */
  String key() {
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

  Found read(Graph graph) {
    String key = key();
    SignatureDef declared = meta.getSignatureDefOrThrow(key);
    List<SignatureTensors> inputs = new ArrayList<>();
    new TreeMap<>(declared.getInputsMap())
        .forEach((name, info) -> inputs.addAll(SignatureTensors.of(graph, name, info)));
    Map<String, TensorSpec> taken = new LinkedHashMap<>();
    List<Output<?>> feeds = new ArrayList<>();
    for (SignatureTensors input : SignatureTensors.grouped(inputs, meta)) {
      taken.put(input.name(), input.spec());
      feeds.addAll(input.tensors());
    }
    Map<String, TensorSpec> given = new LinkedHashMap<>();
    Map<String, Output<?>> fetches = new LinkedHashMap<>();
    new TreeMap<>(declared.getOutputsMap())
        .forEach(
            (name, info) -> {
              for (SignatureTensors output : SignatureTensors.of(graph, name, info)) {
                output.forEachPart(
                    (part, tensor, spec) -> {
                      given.put(part, spec);
                      fetches.put(part, tensor);
                    });
              }
            });
    select(given, key);
    fetches.keySet().retainAll(given.keySet());
    Ops tf = Ops.create(graph).withName("passed");
    fetches.replaceAll( // TensorFlow refuses what is both fed and fetched
        (name, output) -> feeds.contains(output) ? tf.identity(output).asOutput() : output);
    return new Found(
        new ModelSignature(key, declared.getMethodName(), taken, given),
        List.copyOf(feeds),
        List.copyOf(fetches.values()));
  }

  private void select(Map<String, TensorSpec> outputs, String key) {
    if (settings.outputs().isEmpty()) {
      return;
    }
    for (String name : settings.outputs()) {
      if (!outputs.containsKey(name)) {
        throw new SavedModelException(
            "signature '"
                + key
                + "' has no output '"
                + name
                + "'"
                + NearNames.near(name, outputs.keySet())
                    .map(near -> "; did you mean '" + near + "'?")
                    .orElse("")
                + "; it has "
                + outputs.keySet());
      }
    }
    outputs.keySet().retainAll(settings.outputs());
  }
}
