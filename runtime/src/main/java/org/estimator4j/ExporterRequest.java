package org.estimator4j;

import java.nio.file.Path;
import java.util.List;
import org.estimator4j.checkpoint.Checkpoint;

/** What an {@link Exporter} is asked with: a model that was just evaluated. */
public interface ExporterRequest {

  /**
   * The evaluation.
   *
   * @return its result
   */
  EvalResult result();

  /**
   * The checkpoint that was evaluated, and which {@link #exportSavedModel} exports.
   *
   * @return the checkpoint
   */
  Checkpoint checkpoint();

  /**
   * Whether the training has ended and this is the model that it ended with: because its steps are
   * done, its input ended, or it was stopped early; not because of a signal. Each training that
   * ends has one such request for each exporter. Where only the end itself shows that a checkpoint
   * was the last one, there are two requests for it, and so there are after a kill in between.
   *
   * @return true at the end
   */
  boolean isFinal();

  /**
   * What this exporter has exported in this run and not deleted, also before a restart.
   *
   * @return the exports, oldest first
   */
  List<PastExport> earlier();

  /**
   * Where this exporter writes.
   *
   * @return {@code <model directory>/export/<name>}
   */
  Path directory();

  /**
   * Writes the evaluated model as a SavedModel, into a new directory whose name is a number, the
   * seconds since 1970, greater than those before: what TensorFlow Serving calls a version. It
   * appears when it is complete. A second call for the same model gives the same directory.
   *
   * @param options as for {@link Estimator#exportSavedModel}; no {@code checkpoint}, which is given
   * @return the directory
   */
  Path exportSavedModel(ExportOption... options);

  /** As {@link #exportSavedModel(ExportOption...)}, with {@code options} that were collected. */
  default Path exportSavedModel(List<? extends ExportOption> options) {
    return exportSavedModel(options.toArray(ExportOption[]::new));
  }

  /**
   * Deletes an earlier export, files and all.
   *
   * @param export one of {@link #earlier()}
   */
  void delete(PastExport export);

  /**
   * An export of this run.
   *
   * @param path its directory
   * @param result the evaluation of the model in it
   */
  record PastExport(Path path, EvalResult result) {}
}
