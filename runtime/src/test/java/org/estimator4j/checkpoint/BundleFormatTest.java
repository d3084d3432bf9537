package org.estimator4j.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** Our bundles against those of TensorFlow's own operations. */
class BundleFormatTest {

  @TempDir Path directory;

  @Test
  void filesEqualThoseOfSaveV2ForEveryType() throws IOException {
    try (Variables variables =
        new Variables()
            .with("z/last", TInt64.scalarOf(-1))
            .with("empty", TFloat32.tensorOf(Shape.of(0, 3)))
            .with("half", TFloat16.vectorOf(1, 2.5f))
            .with("bfloat", TBfloat16.vectorOf(1, 2.5f))
            .with("double", TFloat64.vectorOf(Math.PI))
            .with("int", TInt32.vectorOf(1, -2, 3))
            .with("bytes", TUint8.vectorOf((byte) 1, (byte) -1))
            .with("bool", TBool.vectorOf(true, false, true))
            .with("text", TString.vectorOf("", "größer", "x".repeat(300)))
            .with("über/größe", TFloat32.scalarOf(3))
            .floats("float", Shape.of(2, 1, 2), 1, 2, 3, 4)) {
      assertEqualFiles(variables.map());
    }
  }

  @Test
  void filesEqualThoseOfSaveV2WhenTheIndexHasManyBlocks() throws IOException {
    try (Variables variables = new Variables()) {
      // Long names without common beginnings: few variables fill more than one block of 256 KiB.
      for (int i = 0; i < 900; i++) {
        String name = i * 7919 % 900 + "/" + ("kernel" + i + "/").repeat(30 + i % 50);
        variables.with(name, TFloat32.scalarOf(i));
      }
      int characters = String.join("", variables.map().keySet()).length();
      assertTrue(characters > 300_000, characters + " characters");
      assertEqualFiles(variables.map());
      try (CheckpointReader reader = CheckpointReader.open(directory.resolve("ours"))) {
        assertEquals(900, reader.contents().variables().size());
      }
    }
  }

  private void assertEqualFiles(Map<String, TType> variables) throws IOException {
    Path ours = directory.resolve("ours");
    Path theirs = directory.resolve("theirs");
    new BundleWriter(new Disk()).write(ours, variables, Map.of());
    TensorFlowSaver.save(theirs, variables);
    assertArrayEquals(
        Files.readAllBytes(BundleFiles.data(theirs)), Files.readAllBytes(BundleFiles.data(ours)));
    assertArrayEquals(
        Files.readAllBytes(BundleFiles.index(theirs)), Files.readAllBytes(BundleFiles.index(ours)));
  }

  @Test
  void tensorFlowRestoresWhatWeWrite() throws IOException {
    Path prefix = directory.resolve("ours");
    try (Variables variables = Variables.ofStep(7)) {
      new BundleWriter(new Disk())
          .write(prefix, variables.map(), Map.of("state", new byte[] {1, 0, -1}));
      Map<String, Class<? extends TType>> types = new LinkedHashMap<>();
      variables.map().forEach((name, value) -> types.put(name, value.type()));
      Map<String, Tensor> restored = TensorFlowSaver.restore(prefix, types);
      variables.map().forEach((name, value) -> assertEquals(value, restored.get(name), name));
      restored.values().forEach(Tensor::close);
      types.clear();
      types.put("state", TString.class);
      try (Tensor state = TensorFlowSaver.restore(prefix, types).get("state")) {
        TString text = assertInstanceOf(TString.class, state);
        assertArrayEquals(new byte[] {1, 0, -1}, text.asBytes().getObject());
      }
    }
  }
}
