package org.estimator4j.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.estimator4j.annotation.DType;
import org.estimator4j.annotation.Feature;
import org.estimator4j.annotation.Mode;
import org.estimator4j.feature.FeatureKind;
import org.estimator4j.feature.FeatureSpec;
import org.estimator4j.feature.InputSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.NdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/** Sparse and ragged features come out of every source that can carry them. */
class SparseAndRaggedTest {

  private static final ElementSpec SPEC =
      ElementSpec.empty()
          .ragged("words", TString.class)
          .sparse("weights", TFloat32.class, 10)
          .feature("id", TInt64.class);

  /** What batches of the three rows hold, in pairs. */
  private static final List<Map<String, String>> BATCHES =
      List.of(
          Map.of(
              "words/values", "[a, b]",
              "words/row_splits", "[0, 2, 2]",
              "weights/indices", "[0, 3, 0, 9]",
              "weights/values", "[0.5, 2.0]",
              "weights/dense_shape", "[2, 10]",
              "id", "[1, 2]"),
          Map.of(
              "words/values", "[c]",
              "words/row_splits", "[0, 1]",
              "weights/indices", "[0, 0]",
              "weights/values", "[1.0]",
              "weights/dense_shape", "[1, 10]",
              "id", "[3]"));

  @TempDir Path directory;

  private static final SparseRow[] WEIGHTS = {
    SparseRow.of(new long[] {3, 9}, 0.5f, 2f),
    SparseRow.of(new long[0], new float[0]),
    SparseRow.of(new long[] {0}, 1f)
  };

  private static ArrayRows arrays() {
    return Input.arrays()
        .ragged("words", new String[][] {{"a", "b"}, {}, {"c"}})
        .sparse("weights", TFloat32.class, 10, WEIGHTS)
        .feature("id", new long[] {1, 2, 3});
  }

  private static Rows rows() {
    return Input.rows(
        "rows",
        SPEC,
        List.of(
            Row.of(SPEC, new String[] {"a", "b"}, WEIGHTS[0], 1L),
            Row.of(SPEC, new String[0], WEIGHTS[1], 2L),
            Row.of(SPEC, new String[] {"c"}, WEIGHTS[2], 3L)));
  }

  @SuppressWarnings("ArrayRecordComponent") // it is what users of such rows write
  record Document(
      String[] words,
      @Feature(
              dtype = DType.FLOAT32,
              shape = {-1, 10})
          SparseRow weights,
      long id) {}

  @Test
  void arraysRowsAndRecordsGiveTheSameBatches() {
    assertEquals(BATCHES, batches(arrays().batch(2)));
    assertEquals(BATCHES, batches(rows().batch(2)));
    assertEquals(BATCHES, batches(rows().batch(2).prefetch(2)));
    List<Document> documents =
        List.of(
            new Document(new String[] {"a", "b"}, WEIGHTS[0], 1),
            new Document(new String[0], WEIGHTS[1], 2),
            new Document(new String[] {"c"}, WEIGHTS[2], 3));
    assertEquals(
        BATCHES, batches(Input.records(Document.class, documents).ragged("words").batch(2)));
  }

  @Test
  void recordFilesKeepThem() {
    Path file = directory.resolve("a.tfrecord");
    rows().writeTfRecords(file);
    ExampleSource source =
        Input.tfRecords(file.toString())
            .ragged("words", TString.class)
            .sparse("weights", TFloat32.class, 10)
            .feature("id", TInt64.class);
    assertEquals(BATCHES, batches(source.rows().batch(2)));
    assertEquals(
        "[0, 3, 0, 9, 2, 0]",
        batches(
                Input.tfRecords(file.toString())
                    .sparse("w", TFloat32.class, 10, "weights/indices", "weights/values")
                    .rows()
                    .batch(3))
            .get(0)
            .get("w/indices"));
  }

  @Test
  void variableLengthIsSparseAtTheFirstPlaces() {
    Path file = directory.resolve("v.tfrecord");
    rows().writeTfRecords(file);
    Map<String, String> expected =
        Map.of(
            "words/indices", "[0, 0, 0, 1, 2, 0]",
            "words/values", "[a, b, c]",
            "words/dense_shape", "[3, 2]");
    assertEquals(
        List.of(expected),
        batches(Input.tfRecords(file.toString()).sparse("words", TString.class).rows().batch(3)));
    assertEquals(
        List.of(expected),
        batches(
            Input.tfRecords(file.toString())
                .feature("words", TString.class, Shape.of(-1))
                .rows()
                .sparse("words")
                .batch(3)));
  }

  @Test
  void raggedRowsMayBeOfVectors() {
    ColumnSpec boxes = new ColumnSpec("boxes", TFloat32.class, Shape.of(-1, 2), FeatureKind.RAGGED);
    Input input = Input.arrays().feature(boxes, new float[][] {{1, 2, 3, 4}, {5, 6}, {}}).batch(3);
    assertEquals(
        List.of(
            Map.of(
                "boxes/values",
                "[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]",
                "boxes/row_splits",
                "[0, 2, 3, 3]")),
        batches(input));
    try (InputCursor cursor = input.open(Reading.context(0, 0, 0));
        Batch batch = cursor.next()) {
      assertEquals(Shape.of(3, 2), batch.tensor(0, 0).shape());
    }
  }

  @Test
  void transformationsAndPositionsHold() {
    Rows shuffled = arrays().shuffle().repeat(3);
    List<Map<String, String>> whole = batches(shuffled.batch(2));
    for (int position = 0; position < whole.size(); position++) {
      try (InputCursor cursor = shuffled.batch(2).open(Reading.context(0, 0, position))) {
        assertEquals(whole.subList(position, whole.size()), rest(cursor));
      }
    }
    assertEquals(
        List.of("[3]"),
        batches(rows().filter(row -> row.getLong("id") == 3).batch(2)).stream()
            .map(batch -> batch.get("id"))
            .toList());
    assertEquals(3, batches(rows().cache().batch(1)).size());
    assertEquals(
        arrays().split(0.5, "s").test().size().getAsLong(),
        batches(rows().split(0.5, "s").test().batch(1)).size());
  }

  @Test
  void describedAndPreviewed() {
    assertEquals(
        """
        batch 2
          arrays, 3 rows
            feature words ragged TString[-1]
            feature weights sparse TFloat32[10]
            feature id TInt64[]""",
        arrays().batch(2).describe());
    assertEquals(
        """
        row  words ragged TString[-1]  weights sparse TFloat32[10]  id TInt64[]
        0    ["a", "b"]                {3: 0.5, 9: 2.0}             1
        1    []                        {}                           2
        2    ["c"]                     {0: 1.0}                     3""",
        arrays().batch(2).preview(9));
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertEquals(
        "row 0: weights sparse TFloat32[9] was given a value at the place 9",
        message(() -> Input.arrays().sparse("weights", TFloat32.class, 9, WEIGHTS)));
    assertEquals(
        "the places of a sparse row must ascend from 0 on, but are [3, 3]",
        message(() -> SparseRow.of(new long[] {3, 3}, 1f, 2f)));
    assertEquals(
        "a sparse row was given 1 places for 2 values",
        message(() -> SparseRow.of(new long[] {3}, 1f, 2f)));
    assertEquals(
        "ragged [wods]: there is no 'wods'; did you mean 'words'?",
        message(() -> rows().ragged("wods")));
    assertEquals(
        "sparse [id]: the rows of id TInt64[] do not differ in length",
        message(() -> rows().sparse("id")));
    assertEquals(
        "ragged 'x' is of type float[][][]; it may be a float[][], double[][], int[][], long[][],"
            + " byte[][], boolean[][] or String[][]",
        message(() -> Input.arrays().ragged("x", new float[2][3][4])));
    assertEquals(
        "Bare.weights is a SparseRow, whose values may be of any type; write @Feature(dtype ="
            + " DType.FLOAT32, shape = {-1, 1000}) weights",
        message(() -> Input.records(Bare.class, List.of())));
  }

  record Bare(SparseRow weights) {}

  @Test
  void modelsThatDeclareAnotherKindAreToldBothSides() {
    InputSpec declared =
        InputSpec.of(
            List.of(
                FeatureSpec.dense("words", TString.class, Shape.of(-1, -1)),
                FeatureSpec.sparse("weights", TFloat32.class, Shape.of(-1, 11)),
                FeatureSpec.ragged("id", TInt64.class, Shape.of(-1, -1))),
            List.of());
    InputMismatchException e =
        assertThrows(
            InputMismatchException.class, () -> InputValidator.check(declared, SPEC, Mode.PREDICT));
    assertEquals(
        """
        the input does not fit the model in PREDICT:
          declared by the model              | given by the input
        ! feature 'words' TString [-1, -1]   | feature 'words' ragged TString [-1, -1]
        ! feature 'weights' sparse TFloat32 [-1, 11] | feature 'weights' sparse TFloat32 [-1, 10]
        ! feature 'id' ragged TInt64 [-1, -1] | feature 'id' TInt64 [-1]
        - feature 'words' is declared as dense but given as ragged; take it as RaggedOperand in the\
         model, or declare it dense in the input and use paddedBatch
        - feature 'weights' is declared with shape [-1, 11] but given with [-1, 10]; the first size\
         is the batch
        - feature 'id' is declared as ragged but given as dense; take it as Operand in the model,\
         or give it with rows that differ in length"""
            .replaceAll(" +\\|", " |"),
        e.getMessage().replaceAll(" +\\|", " |"));
    InputSpec ragged =
        InputSpec.of(List.of(FeatureSpec.ragged("w", TString.class, Shape.of(-1, -1))), List.of());
    ElementSpec open = ElementSpec.empty().feature("w", TString.class, Shape.of(-1));
    assertEquals(
        List.of(
            "feature 'w' is declared as ragged but given as dense; write .ragged(\"w\") before"
                + " batch"),
        assertThrows(
                InputMismatchException.class,
                () -> InputValidator.check(ragged, open, Mode.PREDICT))
            .problems());
  }

  private static String message(org.junit.jupiter.api.function.Executable code) {
    return assertThrows(IllegalArgumentException.class, code).getMessage();
  }

  private static List<Map<String, String>> batches(Input input) {
    try (InputCursor cursor = input.open(Reading.context(0, 0, 0))) {
      return rest(cursor);
    }
  }

  private static List<Map<String, String>> rest(InputCursor cursor) {
    List<Map<String, String>> batches = new ArrayList<>();
    while (true) {
      try (Batch batch = cursor.next()) {
        if (batch == null) {
          return batches;
        }
        Map<String, String> texts = new java.util.HashMap<>();
        batch.features().forEach((name, tensor) -> texts.put(name, text(tensor)));
        batches.add(texts);
      }
    }
  }

  private static String text(TType tensor) {
    List<String> values = new ArrayList<>();
    ((NdArray<?>) tensor).scalars().forEach(each -> values.add(String.valueOf(each.getObject())));
    return values.toString();
  }
}
