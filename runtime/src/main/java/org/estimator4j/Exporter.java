package org.estimator4j;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Decides after each evaluation of {@link Estimator#trainAndEvaluate} whether the model is
 * exported. {@link LatestExporter}, {@link FinalExporter} and {@link BestExporter} are ready-made.
 *
 * <p>An exporter keeps no state: what it exported before is part of the request, also after a
 * restart. If it throws, the failure is logged and in the result, and the training goes on.
 */
public interface Exporter {

  /**
   * The name of its directory, {@code <model directory>/export/<name>}.
   *
   * @return letters, digits and {@code _ . -}; no two exporters of a run have one name
   */
  String name();

  /**
   * Exports the model, or does not.
   *
   * @param request the evaluation, what was exported before, and a way to export
   * @return where the model was written, or empty if it was not
   */
  Optional<Path> export(ExporterRequest request);

  /**
   * The metrics that it looks at, so that a name that the model has not is an error before the
   * training.
   *
   * @return names of metrics, each of which is one number; or {@code loss}
   */
  default Set<String> metrics() {
    return Set.of();
  }
}
