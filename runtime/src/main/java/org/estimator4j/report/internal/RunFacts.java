package org.estimator4j.report.internal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a run, plain values all.
 *
 * @param model the name of the model
 * @param startedAt when the run was started for the first time
 * @param endedAt when it ended
 * @param stopReason why it ended
 * @param globalStep the step at which it ended
 * @param bestStep the step whose weights the model has, where the best were restored, or null
 * @param evaluations all evaluations, in the order of their steps
 * @param matrices the metrics of the last evaluations that are matrices, by set and metric
 * @param exports the exports that are still there
 * @param hyperparameters the hyperparameters by name
 * @param configuration how it was run, the seed included
 * @param data what it was trained and evaluated on
 * @param environment code, libraries and machine
 * @param fields by field of the contract and mode what the model has there
 * @param sketch the parts of the network
 */
public record RunFacts(
    String model,
    Instant startedAt,
    Instant endedAt,
    String stopReason,
    long globalStep,
    @Nullable Long bestStep,
    List<Evaluation> evaluations,
    Map<String, double[][]> matrices,
    List<Export> exports,
    Map<String, String> hyperparameters,
    Map<String, String> configuration,
    List<Data> data,
    Map<String, String> environment,
    Map<String, Map<String, String>> fields,
    ModelSketch sketch) {

  /**
   * An evaluation.
   *
   * @param set the name of the set, empty if it has none
   * @param step the step of the model
   * @param metrics the metrics that are one number, the loss first
   */
  public record Evaluation(String set, long step, Map<String, Double> metrics) {}

  /**
   * An exported model.
   *
   * @param exporter the name of the exporter
   * @param step the step of the model
   * @param path where it is
   */
  public record Export(String exporter, long step, Path path) {}

  /**
   * Rows.
   *
   * @param purpose what they were for, such as {@code training}
   * @param fingerprint what tells them from others
   * @param description where they come from and what is done with them, in several lines
   */
  public record Data(String purpose, String fingerprint, String description) {}
}
