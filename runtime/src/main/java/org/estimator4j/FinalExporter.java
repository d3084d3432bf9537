package org.estimator4j;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Exports the model that the training ends with, however it ends: its steps are done, its input
 * ended, or it was stopped early. Exports of earlier trainings stay. Immutable.
 */
public final class FinalExporter implements Exporter {

  private final String name;
  private final ExportOption[] options;

  private FinalExporter(String name, ExportOption... options) {
    this.name = FileNames.require("the name of an exporter", name);
    this.options = options.clone();
  }

  /**
   * The exporter.
   *
   * @param name the name of its directory
   * @return the exporter
   */
  public static FinalExporter named(String name) {
    return new FinalExporter(name);
  }

  /**
   * The same, with options for each export.
   *
   * @param value such as {@code ExportOption.exampleReceiver()}
   * @return a new exporter
   */
  public FinalExporter options(ExportOption... value) {
    return new FinalExporter(name, value);
  }

  /** As {@link #options(ExportOption...)}, with {@code value} that were collected. */
  public FinalExporter options(List<? extends ExportOption> value) {
    return options(value.toArray(ExportOption[]::new));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<Path> export(ExporterRequest request) {
    return request.isFinal() ? Optional.of(request.exportSavedModel(options)) : Optional.empty();
  }
}
