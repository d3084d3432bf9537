package org.estimator4j;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What an exporter did after an evaluation.
 *
 * @param exporter its name
 * @param globalStep the step of the model that was evaluated
 * @param path where the model was written; null if the exporter had no reason to, or failed
 * @param failure what it threw; null if it did not fail
 */
public record ExportResult(
    String exporter, long globalStep, @Nullable Path path, @Nullable RuntimeException failure) {}
