package org.estimator4j.checkpoint;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.TrackableObjectGraphOuterClass.TrackableObjectGraph;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * The names of variables in a checkpoint of objects, which Keras and {@code tf.train.Checkpoint}
 * write. The key of a value there is a path through objects, {@code
 * model/layer_with_weights-0/kernel/.ATTRIBUTES/VARIABLE_VALUE}; the name that the variable had is
 * beside it.
 */
final class ObjectGraph {

  private static final String KEY = "_CHECKPOINTABLE_OBJECT_GRAPH";
  private static final String VALUE = "VARIABLE_VALUE";

  private ObjectGraph() {}

  /** The keys by the names of the variables; empty if the checkpoint has names only. */
  static Map<String, String> keysByName(CheckpointReader reader) {
    if (!reader.contents().variables().containsKey(KEY)) {
      return Map.of();
    }
    Map<String, String> keys = new HashMap<>();
    Set<String> twice = new HashSet<>();
    for (TrackableObjectGraph.TrackableObject node : read(reader).getNodesList()) {
      for (TrackableObjectGraph.TrackableObject.SerializedTensor each : node.getAttributesList()) {
        String name = each.getFullName();
        if (each.getName().equals(VALUE)
            && !name.isEmpty()
            && keys.put(name, each.getCheckpointKey()) != null) {
          twice.add(name);
        }
      }
    }
    keys.keySet().removeAll(twice); // which one is meant, only the key can say
    return keys;
  }

  private static TrackableObjectGraph read(CheckpointReader reader) {
    try (TType graph = reader.read(KEY)) {
      return TrackableObjectGraph.parseFrom(((TString) graph).asBytes().getObject());
    } catch (InvalidProtocolBufferException e) {
      throw new DamagedCheckpointException(
          reader.checkpoint().prefix(),
          "checkpoint " + reader.checkpoint() + " is damaged: its object graph cannot be parsed",
          e);
    }
  }
}
