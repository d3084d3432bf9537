package org.estimator4j;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Exports the model after every evaluation, and keeps the latest exports. Immutable. */
public final class LatestExporter implements Exporter {

  private final String name;
  private final int keep;
  private final ExportOption[] options;

  private LatestExporter(String name, int keep, ExportOption... options) {
    this.name = FileNames.require("the name of an exporter", name);
    this.keep = keep;
    this.options = options.clone();
  }

  /**
   * An exporter that keeps five exports.
   *
   * @param name the name of its directory
   * @return the exporter
   */
  public static LatestExporter named(String name) {
    return new LatestExporter(name, ExportKeeping.DEFAULT);
  }

  /**
   * The same, with another number of exports.
   *
   * @param exports how many are kept, more than 0; {@link Integer#MAX_VALUE} keeps all
   * @return a new exporter
   */
  public LatestExporter keeping(int exports) {
    return new LatestExporter(name, ExportKeeping.require(exports), options);
  }

  /**
   * The same, with options for each export.
   *
   * @param value such as {@code ExportOption.exampleReceiver()}
   * @return a new exporter
   */
  public LatestExporter options(ExportOption... value) {
    return new LatestExporter(name, keep, value);
  }

  /** As {@link #options(ExportOption...)}, with {@code value} that were collected. */
  public LatestExporter options(List<? extends ExportOption> value) {
    return options(value.toArray(ExportOption[]::new));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<Path> export(ExporterRequest request) {
    Path path = request.exportSavedModel(options);
    ExportKeeping.keep(keep, request, request.earlier());
    return Optional.of(path);
  }
}
