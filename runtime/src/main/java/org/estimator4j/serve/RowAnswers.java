package org.estimator4j.serve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.estimator4j.feature.FeatureKind;
import org.estimator4j.session.TensorValue;

/** Takes the answer about a batch apart into rows. */
final class RowAnswers {

  private RowAnswers() {}

  /** One row; an output that is no array of rows belongs to each. */
  static Map<String, TensorValue> row(
      Map<String, TensorValue> batch, ModelSignature signature, int row) {
    Map<String, TensorValue> answer = new LinkedHashMap<>();
    batch.forEach(
        (name, value) -> {
          boolean rows = value.shape().numDimensions() > 0 && value.shape().get(0) > row;
          answer.put(name, rows && signature.hasRows(name) ? value.row(row) : value);
        });
    return Collections.unmodifiableMap(answer);
  }

  static List<Map<String, TensorValue>> rows(
      Map<String, TensorValue> batch, ModelSignature signature, int count) {
    batch.forEach(
        (name, value) -> {
          TensorSpec spec = signature.outputs().get(name);
          if (spec != null && spec.kind() != FeatureKind.DENSE) {
            throw new PredictionException(
                "output '"
                    + name
                    + "' is a tensor of a "
                    + spec.kind().name().toLowerCase(Locale.ROOT)
                    + " one, so it cannot be taken apart into rows; use predict");
          }
          boolean rows = value.shape().numDimensions() > 0 && value.shape().get(0) == count;
          if (!rows && signature.hasRows(name)) {
            throw new PredictionException(
                "output '"
                    + name
                    + "' has shape "
                    + value.shape()
                    + " for "
                    + count
                    + " rows, so it cannot be taken apart; use predict");
          }
        });
    List<Map<String, TensorValue>> answers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      answers.add(row(batch, signature, i));
    }
    return answers;
  }
}
