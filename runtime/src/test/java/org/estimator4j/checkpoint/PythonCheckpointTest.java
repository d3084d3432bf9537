package org.estimator4j.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/** Model directories of Python's {@code tf.estimator} are read and continued. */
class PythonCheckpointTest {

  @TempDir Path directory;

  @Test
  void listIsReadNewestFirst() throws IOException {
    Directories.python("custom", directory);
    assertEquals(
        List.of(
            new Checkpoint(directory.resolve("model.ckpt-200"), 200),
            new Checkpoint(directory.resolve("model.ckpt-150"), 150),
            new Checkpoint(directory.resolve("model.ckpt-100"), 100)),
        Checkpoints.list(directory));
    assertEquals(
        Optional.of("model.ckpt-200"), Checkpoints.latest(directory).map(Checkpoint::name));
  }

  @Test
  void namesTypesShapesAndValuesAreRead() throws IOException {
    Directories.python("custom", directory);
    try (CheckpointReader reader = CheckpointReader.open(directory.resolve("model.ckpt-200"))) {
      reader.verify();
      Map<String, VariableSpec> variables = reader.contents().variables();
      assertEquals(15, variables.size());
      assertEquals("float[4, 8]", String.valueOf(variables.get("net/hidden/kernel/Adam_1")));
      assertEquals("int64[]", String.valueOf(variables.get("global_step")));
      try (TType step = reader.read("global_step");
          TType bias = reader.read("net/logits/bias")) {
        assertEquals(NdArrays.scalarOf(200L), step);
        assertEquals(NdArrays.vectorOf(0.5275439f, 0.30389664f, -0.7095054f), bias);
      }
      assertEquals(Map.of(), reader.states());
    }
  }

  @Test
  void everyValueEqualsThatOfTensorFlowsOwnRestore() throws IOException {
    for (String model : List.of("custom", "dnn_classifier")) {
      Path prefix =
          Directories.python(model, Files.createDirectory(directory.resolve(model)))
              .resolve("model.ckpt-200");
      try (CheckpointReader reader = CheckpointReader.open(prefix)) {
        Map<String, Class<? extends TType>> types = new LinkedHashMap<>();
        reader
            .contents()
            .variables()
            .forEach(
                (name, spec) ->
                    types.put(name, name.equals("global_step") ? TInt64.class : TFloat32.class));
        Map<String, Tensor> expected = TensorFlowSaver.restore(prefix, types);
        Map<String, TType> read = reader.read(types.keySet());
        assertEquals(List.copyOf(expected.keySet()), List.copyOf(read.keySet()));
        expected.forEach((name, value) -> assertEquals(value, read.get(name), name));
        expected.values().forEach(Tensor::close);
        read.values().forEach(Tensor::close);
      }
    }
  }

  @Test
  void modelWithVariablesOfOursFitsAndExtrasDoNotHarm() throws IOException {
    Directories.python("custom", directory);
    try (CheckpointReader reader = CheckpointReader.open(directory.resolve("model.ckpt-200"))) {
      CheckpointDifference difference =
          reader
              .contents()
              .requireCompatible(
                  Map.of(
                      "global_step", VariableSpec.of(TInt64.class, Shape.scalar()),
                      "net/hidden/kernel", VariableSpec.of(TFloat32.class, Shape.of(4, -1)),
                      "estimator4j/batches", VariableSpec.of(TInt64.class, Shape.scalar())));
      assertEquals(List.of("estimator4j/batches"), difference.optional());
      assertEquals(13, difference.unexpected().size());
    }
  }

  @Test
  void savingContinuesTheListAndDeletesTheOldest() throws IOException {
    Directories.python("custom", directory);
    Files.writeString(directory.resolve("model.ckpt-100.meta"), "a graph");
    try (CheckpointStore store = CheckpointStore.open(directory, RetentionPolicy.newest(3));
        Variables variables = Variables.ofStep(250)) {
      store.save(250, variables.map(), Map.of());
    }
    assertEquals(Directories.namesOf(150, 200, 250), Directories.names(directory));
    List<String> lines = Files.readAllLines(directory.resolve("checkpoint"));
    assertEquals(
        List.of(
            "model_checkpoint_path: \"model.ckpt-250\"",
            "all_model_checkpoint_paths: \"model.ckpt-150\"",
            "all_model_checkpoint_paths: \"model.ckpt-200\"",
            "all_model_checkpoint_paths: \"model.ckpt-250\""),
        lines.subList(0, 4));
    assertTrue(
        lines.get(4).matches("all_model_checkpoint_timestamps: \\d+\\.\\d{3}"), lines.get(4));
    assertEquals(7, lines.size());
  }

  @Test
  void listThatNamesAbsolutePathsOfAnotherMachineIsFollowed() throws IOException {
    Directories.python("custom", directory);
    Directories.change(
        directory.resolve("checkpoint"),
        bytes ->
            new String(bytes, StandardCharsets.UTF_8)
                .replace("\"model", "\"/tmp/elsewhere/model")
                .getBytes(StandardCharsets.UTF_8));
    assertEquals(
        List.of(200L, 150L, 100L),
        Checkpoints.list(directory).stream().map(Checkpoint::step).toList());
    Checkpoints.restoreNewestUsable(
        directory,
        reader -> {
          reader.verify();
          assertEquals(directory.resolve("model.ckpt-200"), reader.checkpoint().prefix());
          return 0;
        });
  }

  @Test
  void stepOfACheckpointWithAnotherNameIsThatOfItsVariable() throws IOException {
    Directories.python("custom", directory);
    for (Path file : BundleFiles.of(directory.resolve("model.ckpt-150"))) {
      Files.move(
          file,
          file.resolveSibling(
              String.valueOf(file.getFileName()).replace("model.ckpt-150", "best")));
    }
    try (CheckpointReader reader = CheckpointReader.open(directory.resolve("best"))) {
      assertEquals(150, reader.checkpoint().step());
    }
  }

  @Test
  void unknownVariableIsRefusedWithThoseThatAreThere() throws IOException {
    Directories.python("dnn_classifier", directory);
    try (CheckpointReader reader = CheckpointReader.open(directory.resolve("model.ckpt-200"))) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> reader.read("dnn/logits/weights"))
              .getMessage();
      assertTrue(
          message.contains("has no variable 'dnn/logits/weights'; it has [dnn/hiddenlayer_0/bias,"),
          message);
    }
  }

  /** As the canned estimators of Python make them. */
  @Test
  void partitionedVariablesAreReadAsOne() throws IOException {
    Directories.python("dnn_classifier", directory);
    try (CheckpointReader reader = CheckpointReader.open(directory.resolve("model.ckpt-200"));
        TType kernel = reader.read("dnn/logits/kernel")) {
      assertEquals(Shape.of(8, 3), kernel.shape());
      TFloat32 values = (TFloat32) kernel;
      assertEquals(0.5427428483963013, values.getFloat(0, 0), 1e-7);
      assertEquals(-0.31209003925323486, values.getFloat(7, 2), 1e-7);
    }
  }
}
