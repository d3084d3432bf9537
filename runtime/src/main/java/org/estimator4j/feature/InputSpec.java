package org.estimator4j.feature;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tensorflow.ndarray.Shape;

/**
 * Everything a model is fed: its features, present in every mode, and its labels, present where the
 * model is trained or evaluated. Immutable; in the order of declaration.
 *
 * @param features the features, no two of one name
 * @param labels the labels, no two of one name
 */
public record InputSpec(List<FeatureSpec> features, List<FeatureSpec> labels) {

  /** Copies the lists and checks that names are unique. */
  public InputSpec {
    features = List.copyOf(features);
    labels = List.copyOf(labels);
    requireUnique("feature", features);
    requireUnique("label", labels);
  }

  /**
   * The inputs of a model.
   *
   * @param features the features, no two of one name
   * @param labels the labels, no two of one name
   * @return the declaration of both
   * @throws IllegalArgumentException if a name is declared twice
   */
  public static InputSpec of(
      List<? extends FeatureSpec> features, List<? extends FeatureSpec> labels) {
    return new InputSpec(List.copyOf(features), List.copyOf(labels));
  }

  /**
   * The same inputs for batches of one size.
   *
   * @param rows the rows of every batch, at least 1: the first dimension of each feature and label
   * @return the declaration with that size
   * @throws IllegalArgumentException if something is declared with another size
   */
  public InputSpec withBatchSize(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("a batch has at least 1 row, but is to have " + rows);
    }
    return new InputSpec(withBatchSize(features, rows), withBatchSize(labels, rows));
  }

  private static List<FeatureSpec> withBatchSize(List<FeatureSpec> specs, int rows) {
    return specs.stream().map(spec -> withBatchSize(spec, rows)).toList();
  }

  private static FeatureSpec withBatchSize(FeatureSpec spec, int rows) {
    long declared = spec.shape().get(0);
    if (declared >= 0 && declared != rows) {
      throw new IllegalArgumentException(
          "a batch is to have "
              + rows
              + " rows, but '"
              + spec.name()
              + "' is declared with "
              + declared
              + ": shape "
              + spec.shape());
    }
    Shape shape = spec.shape().tail().prepend(rows);
    return switch (spec.kind()) {
      case DENSE -> FeatureSpec.dense(spec.name(), spec.type(), shape);
      case SPARSE -> FeatureSpec.sparse(spec.name(), spec.type(), shape);
      case RAGGED -> FeatureSpec.ragged(spec.name(), spec.type(), shape);
    };
  }

  private static void requireUnique(String what, List<FeatureSpec> specs) {
    Set<String> seen = new HashSet<>();
    for (FeatureSpec spec : specs) {
      if (!seen.add(spec.name())) {
        throw new IllegalArgumentException(what + " '" + spec.name() + "' is declared twice");
      }
    }
    for (FeatureSpec spec : specs) {
      for (FeaturePart part : spec.parts()) {
        if (!part.name().equals(spec.name()) && !seen.add(part.name())) {
          throw new IllegalArgumentException(
              what
                  + " '"
                  + part.name()
                  + "' has the name of a tensor of the "
                  + spec.kind().name().toLowerCase(Locale.ROOT)
                  + " "
                  + what
                  + " '"
                  + spec.name()
                  + "'; call one of them otherwise");
        }
      }
    }
  }
}
