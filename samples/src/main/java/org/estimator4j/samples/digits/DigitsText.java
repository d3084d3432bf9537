package org.estimator4j.samples.digits;

import static org.estimator4j.samples.digits.DigitsClassifier.DIGITS;
import static org.estimator4j.samples.digits.DigitsData.SIDE;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.estimator4j.Prediction;
import org.estimator4j.annotation.Mode;
import org.estimator4j.input.Batch;
import org.estimator4j.input.Input;
import org.estimator4j.input.InputContext;
import org.estimator4j.input.InputCursor;
import org.estimator4j.session.TensorValue;

/** Results as text. */
final class DigitsText {

  private static final String SHADES = " .:-=+*#%@";

  private DigitsText() {}

  static String confusionMatrix(TensorValue counts) {
    StringBuilder text =
        new StringBuilder("confusion matrix (rows: the digit, columns: the answer)\n    ");
    for (int column = 0; column < DIGITS; column++) {
      text.append(String.format(Locale.ROOT, "%4d", column));
    }
    for (int row = 0; row < DIGITS; row++) {
      text.append(String.format(Locale.ROOT, "%n%4d", row));
      for (double count : counts.row(row).asDoubles()) {
        text.append(count == 0 ? "   ." : String.format(Locale.ROOT, "%4.0f", count));
      }
    }
    return text.append('\n').toString();
  }

  /** The images side by side, with the answer and the truth below each. */
  static String answers(Input shown, List<Prediction> answers) {
    StringBuilder text = new StringBuilder();
    try (InputCursor cursor = shown.open(InputContext.first(Mode.EVAL, 0));
        Batch batch = Objects.requireNonNull(cursor.next(), "no digit to show")) {
      TensorValue pixels =
          TensorValue.copyOf(Objects.requireNonNull(batch.features().get("pixels")));
      TensorValue digits = TensorValue.copyOf(Objects.requireNonNull(batch.labels().get("digit")));
      for (int line = 0; line < SIDE; line++) {
        for (int i = 0; i < answers.size(); i++) {
          text.append(shades(pixels.row(i).row(line).asFloats())).append("    ");
        }
        text.append('\n');
      }
      for (int i = 0; i < answers.size(); i++) {
        text.append(
            String.format(Locale.ROOT, "%-20s", caption(answers.get(i), digits.row(i).asLong())));
      }
    }
    return text.append('\n').toString();
  }

  private static String caption(Prediction answer, long truth) {
    long digit = answer.get("digit").asLong();
    double sure = answer.get("probabilities").row(digit).asDouble();
    return String.format(
        Locale.ROOT, "%d (%.1f %%)%s", digit, 100 * sure, digit == truth ? "" : " is " + truth);
  }

  /** Two characters a pixel: a character is twice as high as wide. */
  private static String shades(float[] line) {
    StringBuilder text = new StringBuilder();
    for (float brightness : line) {
      char shade = SHADES.charAt(Math.round(brightness * (SHADES.length() - 1)));
      text.append(shade).append(shade);
    }
    return text.toString();
  }
}
