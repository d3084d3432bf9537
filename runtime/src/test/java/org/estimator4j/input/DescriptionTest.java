package org.estimator4j.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** What inputs say about themselves, to people and to checkpoints. */
class DescriptionTest {

  private static ArrayRows digits() {
    return Input.arrays()
        .feature("pixels", new float[12], Shape.of(2, 1))
        .label("digit", new int[6]);
  }

  @Test
  void describesThePipelineAsATree() {
    assertEquals(
        """
        repeat 2 times
          batch 32, remainder dropped
            repeat without end
              shuffle
                take 4
                  arrays, 6 rows
                    feature pixels TFloat32[2, 1]
                    label digit TInt32[]\
        """,
        digits().take(4).shuffle().repeat().batch(32, Remainder.DROP).repeat(2).describe());
    assertEquals(
        """
        shuffle with seed 7
          skip 1
            test part of the split by 's' at 1.0, 6 rows, of arrays, 6 rows
              feature pixels TFloat32[2, 1]
              label digit TInt32[]\
        """,
        digits().split(1, "s").test().skip(1).shuffle(7).describe());
  }

  @Test
  void aMapToOtherTypesShowsThem() {
    ElementSpec halves = ElementSpec.empty().feature("half", TFloat32.class);
    Rows mapped =
        Input.arrays()
            .feature("n", new int[] {1, 2})
            .map(halves, row -> Row.of(halves, row.getInt("n") / 2f))
            .map(row -> row);
    assertEquals(
        """
        map
          map
            feature half TFloat32[]
            arrays, 2 rows
              feature n TInt32[]\
        """,
        mapped.describe());
  }

  @Test
  void aPreviewKeepsAValueOnItsLine() {
    assertEquals(
        """
        row  text TString[]
        0    "two\\nlines\\tand\\r\\u0000"\
        """,
        Input.arrays().feature("text", new String[] {"two\nlines\tand\r\0"}).preview(9));
  }

  @Test
  void fingerprintIsEqualForEqualRecipes() {
    assertEquals(
        digits().shuffle().repeat().batch(2).fingerprint(),
        digits().shuffle().repeat().batch(2).fingerprint());
  }

  @Test
  void fingerprintChangesWithEveryPartOfTheRecipe() {
    List<Input> inputs = new ArrayList<>();
    inputs.add(digits().batch(2));
    inputs.add(digits().batch(3));
    inputs.add(digits().batch(2, Remainder.DROP));
    inputs.add(digits().batch(2).repeat());
    inputs.add(digits().repeat().batch(2));
    inputs.add(digits().repeat(2).batch(2));
    inputs.add(digits().shuffle().batch(2));
    inputs.add(digits().shuffle(1).batch(2));
    inputs.add(digits().shuffle(2).batch(2));
    inputs.add(digits().take(2).batch(2));
    inputs.add(digits().skip(2).batch(2));
    inputs.add(digits().take(2).skip(2).batch(2));
    inputs.add(digits().skip(2).take(2).batch(2));
    inputs.add(digits().split(0.5, "a").train().batch(2));
    inputs.add(digits().split(0.5, "a").test().batch(2));
    inputs.add(digits().split(0.5, "b").test().batch(2));
    inputs.add(Input.arrays().feature("pixels", new float[6][2]).batch(2));
    inputs.add(Input.arrays().feature("pixels", new double[6][2]).batch(2));
    inputs.add(Input.arrays().feature("pixel", new float[6][2]).batch(2));
    inputs.add(Input.arrays().feature("pixels", new float[7][2]).batch(2));
    inputs.add(Input.arrays().label("pixels", new float[6][2]).batch(2));
    inputs.add(Input.arrays().feature("pixels", new float[][] {{0, 0}, {0, 1}}).batch(2));
    inputs.add(Input.arrays().feature("pixels", new float[][] {{0, 1}, {0, 0}}).batch(2));
    inputs.add(Input.arrays().feature("pixels", new String[] {"a", "bc"}).batch(2));
    inputs.add(Input.arrays().feature("pixels", new String[] {"ab", "c"}).batch(2));
    List<String> fingerprints = inputs.stream().map(Input::fingerprint).toList();
    assertEquals(inputs.size(), new HashSet<>(fingerprints).size(), fingerprints::toString);
  }

  @Test
  void fingerprintOfLargeDataReadsAPartOfIt() {
    float[] values = new float[20_000_000];
    Input input = Input.arrays().feature("x", values, Shape.of(100)).batch(2);
    String fingerprint = input.fingerprint();
    values[values.length - 1] = 1;
    assertEquals(fingerprint, input.fingerprint(), "read once");
    assertNotEquals(
        fingerprint, Input.arrays().feature("x", values, Shape.of(100)).batch(2).fingerprint());
    values[values.length - 1] = 0;
    values[100] = 1;
    assertEquals(
        fingerprint,
        Input.arrays().feature("x", values, Shape.of(100)).batch(2).fingerprint(),
        "not each row is looked at");
  }
}
