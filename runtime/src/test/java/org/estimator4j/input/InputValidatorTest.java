package org.estimator4j.input;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.estimator4j.annotation.Mode;
import org.estimator4j.feature.FeatureSpec;
import org.estimator4j.feature.InputSpec;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;

/** Every way in which an input may not fit, by the message that the user reads. */
class InputValidatorTest {

  private static final InputSpec DIGITS =
      InputSpec.of(
          List.of(FeatureSpec.dense("pixels", TFloat32.class, Shape.of(-1, 8, 8, 1))),
          List.of(FeatureSpec.dense("digit", TInt32.class, Shape.of(-1))));

  private static final ArrayRows FITTING =
      Input.arrays()
          .feature("pixels", new float[5 * 64], Shape.of(8, 8, 1))
          .label("digit", new int[5]);

  private static void assertProblems(ArrayRows given, Mode mode, String... problems) {
    InputMismatchException error =
        assertThrows(
            InputMismatchException.class,
            () -> InputValidator.check(DIGITS, given.elementSpec(), mode));
    assertEquals(List.of(problems), error.problems());
  }

  @Test
  void fittingInputsPass() {
    for (Mode mode : Mode.values()) {
      assertDoesNotThrow(() -> InputValidator.check(DIGITS, FITTING.elementSpec(), mode));
      assertDoesNotThrow(
          () ->
              InputValidator.check(
                  DIGITS, FITTING.feature("more", new long[5]).elementSpec(), mode));
    }
  }

  @Test
  void bothSidesAndEveryProblemAreShown() {
    ArrayRows given =
        Input.arrays().feature("pixels", new double[5][64]).label("digits", new int[5]);
    assertEquals(
        """
        the input does not fit the model in TRAIN:
          declared by the model                   | given by the input
        ! feature 'pixels' TFloat32 [-1, 8, 8, 1] | feature 'pixels' TFloat64 [-1, 64]
        ! label 'digit' TInt32 [-1]               | missing
        - feature 'pixels' is declared as TFloat32 but given as TFloat64; give it as an array of float, or\
         change the declaration
        - feature 'pixels' is declared with shape [-1, 8, 8, 1] but given with [-1, 64]: as many\
         values in another shape; a flat array may be given with the row shape, .feature("pixels",\
         values, Shape.of(8, 8, 1))
        - label 'digit' is missing; did you mean 'digits'?\
        """,
        assertThrows(
                InputMismatchException.class,
                () -> InputValidator.check(DIGITS, given.elementSpec(), Mode.TRAIN))
            .getMessage());
  }

  @Test
  void labelsAreNeededInTrainAndEvalOnly() {
    ArrayRows unlabelled = Input.arrays().feature("pixels", new float[5][8][8][1]);
    String problem =
        "label 'digit' is missing: the input has no labels at all, which only PREDICT can do"
            + " without; add .label(\"digit\", …)";
    assertProblems(unlabelled, Mode.TRAIN, problem);
    assertProblems(unlabelled, Mode.EVAL, problem);
    assertDoesNotThrow(() -> InputValidator.check(DIGITS, unlabelled.elementSpec(), Mode.PREDICT));
  }

  @Test
  void featureGivenAsLabelIsRecognised() {
    assertProblems(
        Input.arrays().label("pixels", new float[5][8][8][1]).label("digit", new int[5]),
        Mode.TRAIN,
        "feature 'pixels' is missing; the input gives it as a label: write .feature(…) for it");
    assertProblems(
        Input.arrays().feature("pixels", new float[5][8][8][1]).feature("digit", new int[5]),
        Mode.TRAIN,
        "label 'digit' is missing; the input gives it as a feature: write .label(…) for it");
  }

  @Test
  void nothingNearListsWhatIsThere() {
    assertProblems(
        Input.arrays().feature("age", new float[5]).feature("income", new float[5]),
        Mode.PREDICT,
        "feature 'pixels' is missing; the input gives [age, income]");
  }

  @Test
  void otherShapesAreNamed() {
    assertProblems(
        Input.arrays().feature("pixels", new float[5][8][8][3]).label("digit", new int[5][1]),
        Mode.TRAIN,
        "feature 'pixels' is declared with shape [-1, 8, 8, 1] but given with [-1, 8, 8, 3]; the"
            + " first size is the batch",
        "label 'digit' is declared with shape [-1] but given with [-1, 1]: as many values in"
            + " another shape; a flat array may be given with the row shape, .label(\"digit\","
            + " values, Shape.of())");
  }

  @Test
  void sizesThatAreOpenMatchAnything() {
    InputSpec open =
        InputSpec.of(
            List.of(
                FeatureSpec.dense("pixels", TFloat32.class, Shape.of(-1, -1, 8, -1)),
                FeatureSpec.dense("text", TString.class, Shape.of(-1))),
            List.of());
    assertDoesNotThrow(
        () ->
            InputValidator.check(
                open,
                FITTING.feature("text", new String[] {"", "", "", "", ""}).elementSpec(),
                Mode.TRAIN));
  }

  @Test
  void batchIsCheckedWithItsNumberOfRows() {
    InputSpec fixed =
        InputSpec.of(
            List.of(FeatureSpec.dense("pixels", TFloat32.class, Shape.of(4, 8, 8, 1))), List.of());
    assertDoesNotThrow(() -> InputValidator.check(fixed, FITTING.elementSpec(), Mode.PREDICT));
    try (InputCursor cursor = FITTING.batch(4).open(InputContext.first(Mode.PREDICT, 0))) {
      for (int rows : new int[] {4, 1}) {
        try (Batch batch = cursor.next()) {
          assertNotNull(batch);
          if (rows == 4) {
            assertDoesNotThrow(() -> InputValidator.check(fixed, batch, Mode.PREDICT));
          } else {
            assertEquals(
                "feature 'pixels' is declared with shape [4, 8, 8, 1] but given with [1, 8, 8, 1];"
                    + " the first size is the batch",
                assertThrows(
                        InputMismatchException.class,
                        () -> InputValidator.check(fixed, batch, Mode.PREDICT))
                    .problems()
                    .get(0));
          }
        }
      }
    }
  }
}
