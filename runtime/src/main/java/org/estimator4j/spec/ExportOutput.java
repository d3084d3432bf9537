package org.estimator4j.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TFloating;

/**
 * One signature of an exported model.
 *
 * @see <a
 *     href="https://www.tensorflow.org/api_docs/python/tf/estimator/export/ExportOutput">tf.estimator.export.ExportOutput</a>
 */
public sealed interface ExportOutput {

  /** The key of the signature that is used when none is named. */
  String SERVING_DEFAULT = "serving_default";

  /** The key of a prediction that is a single tensor without a name. */
  String SINGLE_OUTPUT = "output";

  /**
   * Classification by scores.
   *
   * @param scores shape {@code [batch, classes]}
   * @return the signature
   */
  static ExportOutput classification(Operand<? extends TFloating> scores) {
    return new Classification(scores, null);
  }

  /**
   * Classification by scores and the names of the classes.
   *
   * @param scores shape {@code [batch, classes]}
   * @param classes shape {@code [batch, classes]}
   * @return the signature
   */
  static ExportOutput classification(
      Operand<? extends TFloating> scores, Operand<TString> classes) {
    return new Classification(scores, classes);
  }

  /**
   * Classification that says the classes alone, without scores.
   *
   * @param classes shape {@code [batch, classes]}, such as the name of the best one of each row
   * @return the signature
   */
  static ExportOutput classes(Operand<TString> classes) {
    return new Classification(null, classes);
  }

  /**
   * Regression.
   *
   * @param value shape {@code [batch]} or {@code [batch, 1]}
   * @return the signature
   */
  static ExportOutput regression(Operand<? extends TFloating> value) {
    return new Regression(value);
  }

  /**
   * Tensors by name.
   *
   * @param outputs at least one
   * @return the signature
   */
  static ExportOutput predict(Map<String, ? extends Operand<?>> outputs) {
    return new Predict(new LinkedHashMap<>(outputs));
  }

  /**
   * Scores of classes, their names, or both.
   *
   * @param scores shape {@code [batch, classes]}, or null
   * @param classes shape {@code [batch, classes]}, or null
   */
  record Classification(
      @Nullable Operand<? extends TFloating> scores, @Nullable Operand<TString> classes)
      implements ExportOutput {

    /** Checks that there is something to answer. */
    public Classification {
      if (scores == null && classes == null) {
        throw new IllegalArgumentException("a classification needs scores, classes, or both");
      }
    }
  }

  /**
   * A number for each row.
   *
   * @param value shape {@code [batch]} or {@code [batch, 1]}
   */
  record Regression(Operand<? extends TFloating> value) implements ExportOutput {}

  /**
   * Tensors by name.
   *
   * @param outputs at least one, in order
   */
  record Predict(Map<String, Operand<?>> outputs) implements ExportOutput {

    /** Copies the map. */
    public Predict {
      outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
      if (outputs.isEmpty()) {
        throw new IllegalArgumentException("a predict output needs at least one tensor");
      }
    }
  }
}
