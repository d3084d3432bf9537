package org.estimator4j;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.estimator4j.checkpoint.CheckpointReader;
import org.estimator4j.checkpoint.Checkpoints;
import org.estimator4j.feature.internal.NearNames;
import org.estimator4j.session.TensorValue;
import org.tensorflow.types.family.TType;

/** Looks into the newest usable checkpoint of a model directory, without a graph or a session. */
final class NewestCheckpoint {

  private final Path modelDir;

  NewestCheckpoint(Path modelDir) {
    this.modelDir = modelDir;
  }

  List<String> variableNames() {
    return read(
        reader ->
            reader.contents().variables().keySet().stream()
                .filter(name -> !name.equals(CheckpointReader.STATE_VARIABLE))
                .sorted()
                .toList());
  }

  TensorValue variableValue(String name) {
    return read(
        reader -> {
          Set<String> names = reader.contents().variables().keySet();
          if (!names.contains(name)) {
            throw new IllegalArgumentException(
                "there is no variable '"
                    + name
                    + "' in "
                    + reader.checkpoint()
                    + NearNames.near(name, names).map(near -> "; did you mean " + near).orElse("")
                    + "; it has "
                    + names);
          }
          try (TType value = reader.read(name)) {
            return TensorValue.copyOf(value);
          }
        });
  }

  private <R> R read(Function<CheckpointReader, R> action) {
    return Checkpoints.restoreNewestUsable(modelDir, action)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "there is no trained model in " + modelDir + ": train it first"));
  }
}
