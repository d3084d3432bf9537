package org.estimator4j;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.estimator4j.ExporterRequest.PastExport;

/**
 * Exports the model whenever its evaluation is better than that of every model it has exported in
 * this run, restarts included, and keeps the best exports. So the newest directory holds the best
 * model: TensorFlow Serving, which serves the greatest number, serves it. Immutable.
 *
 * <pre>{@code
 * Exporter exporter = BestExporter.byHighest("accuracy").named("best").keeping(3);
 * }</pre>
 */
public final class BestExporter implements Exporter {

  private static final String DEFAULT_NAME = "best";

  private final String name;
  private final Comparison better;
  private final Set<String> metrics;
  private final int keep;
  private final ExportOption[] options;

  private BestExporter(
      String name, Comparison better, Set<String> metrics, int keep, ExportOption... options) {
    this.name = FileNames.require("the name of an exporter", name);
    this.better = better;
    this.metrics = metrics;
    this.keep = keep;
    this.options = options.clone();
  }

  /** Compares two evaluations of one set. */
  @FunctionalInterface
  public interface Comparison {

    /**
     * Whether an evaluation is better than the best one so far.
     *
     * @param best the best one so far
     * @param current the new one
     * @return true if the new one is better; equal is not better
     */
    boolean isBetter(EvalResult best, EvalResult current);
  }

  /**
   * The model with the lowest value is the best. A value that is NaN is never better.
   *
   * @param metric a metric that is one number, or {@code loss}
   * @return an exporter named {@code best} that keeps five exports
   */
  public static BestExporter byLowest(String metric) {
    return by(Direction.LOWER, metric);
  }

  /**
   * The model with the highest value is the best. A value that is NaN is never better.
   *
   * @param metric a metric that is one number, or {@code loss}
   * @return an exporter named {@code best} that keeps five exports
   */
  public static BestExporter byHighest(String metric) {
    return by(Direction.HIGHER, metric);
  }

  /**
   * A comparison decides which model is the best.
   *
   * @param comparison a function of its arguments alone
   * @return an exporter named {@code best} that keeps five exports
   */
  public static BestExporter by(Comparison comparison) {
    return new BestExporter(DEFAULT_NAME, comparison, Set.of(), ExportKeeping.DEFAULT);
  }

  private static BestExporter by(Direction direction, String metric) {
    return new BestExporter(
        DEFAULT_NAME,
        (best, current) ->
            direction.isBetter(best.numberOrNan(metric), current.numberOrNan(metric)),
        Set.of(metric),
        ExportKeeping.DEFAULT);
  }

  /**
   * The same, with another name.
   *
   * @param value the name of its directory
   * @return a new exporter
   */
  public BestExporter named(String value) {
    return new BestExporter(value, better, metrics, keep, options);
  }

  /**
   * The same, with another number of exports.
   *
   * @param exports how many are kept, more than 0; {@link Integer#MAX_VALUE} keeps all
   * @return a new exporter
   */
  public BestExporter keeping(int exports) {
    return new BestExporter(name, better, metrics, ExportKeeping.require(exports), options);
  }

  /**
   * The same, with options for each export.
   *
   * @param value such as {@code ExportOption.exampleReceiver()}
   * @return a new exporter
   */
  public BestExporter options(ExportOption... value) {
    return new BestExporter(name, better, metrics, keep, value);
  }

  /** As {@link #options(ExportOption...)}, with {@code value} that were collected. */
  public BestExporter options(List<? extends ExportOption> value) {
    return options(value.toArray(ExportOption[]::new));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<String> metrics() {
    return metrics;
  }

  @Override
  public Optional<Path> export(ExporterRequest request) {
    EvalResult current = request.result();
    for (PastExport past : request.earlier()) {
      boolean itself = past.result().globalStep() == current.globalStep();
      if (!itself && !better.isBetter(past.result(), current)) {
        return Optional.empty();
      }
    }
    Path path = request.exportSavedModel(options);
    // Each was better than those before it, so the oldest is the worst.
    ExportKeeping.keep(keep, request, request.earlier());
    return Optional.of(path);
  }
}
