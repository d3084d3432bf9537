package org.estimator4j.feature;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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
