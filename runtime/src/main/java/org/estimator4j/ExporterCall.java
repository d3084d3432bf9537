package org.estimator4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.estimator4j.checkpoint.Checkpoint;
import org.estimator4j.format.internal.Durable;
import org.estimator4j.format.internal.FileTree;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request to one exporter. Where its exports go and what they are called follows from the log
 * alone, so that a run that was killed in an export does it again to the same end.
 */
final class ExporterCall implements ExporterRequest {

  private static final Logger LOG = LoggerFactory.getLogger(Estimator.class);
  private static final String PENDING = ".pending";
  private static final String DELETED = ".deleted";

  private final Exporter exporter;
  private final EvaluationRecord evaluation;
  private final Checkpoint checkpoint;
  private final boolean last;
  private final Path directory;
  private final EvaluationLogFile file;
  private final ModelWriter writer;

  ExporterCall(
      Exporter exporter,
      EvaluationRecord evaluation,
      Checkpoint checkpoint,
      boolean last,
      Path modelDir,
      EvaluationLogFile file,
      ModelWriter writer) {
    this.exporter = exporter;
    this.evaluation = evaluation;
    this.checkpoint = checkpoint;
    this.last = last;
    this.directory = modelDir.resolve("export").resolve(exporter.name());
    this.file = file;
    this.writer = writer;
  }

  /** Writes a SavedModel. */
  @FunctionalInterface
  interface ModelWriter {

    /**
     * Writes it.
     *
     * @param directory where to make a directory for it
     * @param options which checkpoint, and what the exporter wants
     * @return the directory that was made
     */
    Path write(Path directory, ExportOption... options);
  }

  /** Asks the exporter; whatever it throws is logged, and does not end the training. */
  ExportResult run() {
    long step = evaluation.step();
    try {
      tidyUp();
      Optional<Path> path = exporter.export(this);
      path.ifPresent(
          written ->
              LOG.info(
                  "exporter {} has the model of step {} in {}", exporter.name(), step, written));
      return new ExportResult(exporter.name(), step, path.orElse(null), null);
    } catch (IOException e) {
      return failed(step, new UncheckedIOException("cannot tidy up " + directory, e));
    } catch (RuntimeException e) {
      return failed(step, e);
    }
  }

  private ExportResult failed(long step, RuntimeException e) {
    LOG.error(
        "exporter {} failed at step {}; the training goes on without this export",
        exporter.name(),
        step,
        e);
    return new ExportResult(exporter.name(), step, null, e);
  }

  /** What a process left behind that died in an export or a deletion. */
  private void tidyUp() throws IOException {
    FileTree.delete(directory.resolve(PENDING));
    FileTree.delete(directory.resolve(DELETED));
    for (ExportRecord each : records()) {
      if (!Files.exists(path(each))) {
        file.set(file.get().without(each));
      }
    }
  }

  @Override
  public EvalResult result() {
    return evaluation.result();
  }

  @Override
  public Checkpoint checkpoint() {
    return checkpoint;
  }

  @Override
  public boolean isFinal() {
    return last;
  }

  @Override
  public Path directory() {
    return directory;
  }

  @Override
  public List<PastExport> earlier() {
    return records().stream().map(each -> new PastExport(path(each), each.result())).toList();
  }

  private List<ExportRecord> records() {
    return file.get().exportsOf(exporter.name());
  }

  private Path path(ExportRecord export) {
    return directory.resolve(String.valueOf(export.version()));
  }

  @Override
  public Path exportSavedModel(ExportOption... options) {
    for (ExportRecord each : records()) {
      if (each.result().globalStep() == evaluation.step() && Files.exists(path(each))) {
        return path(each);
      }
    }
    long version =
        Math.max(
            evaluation.at().getEpochSecond(),
            records().stream().mapToLong(ExportRecord::version).max().orElse(0) + 1);
    ExportRecord export = new ExportRecord(exporter.name(), version, evaluation.result());
    Path target = path(export);
    try {
      // Complete and not recorded: the process died in between.
      if (!Files.exists(target)) {
        ExportOption[] all = Arrays.copyOf(options, options.length + 1);
        all[options.length] = ExportOption.checkpoint(checkpoint.prefix());
        Path pending = directory.resolve(PENDING);
        Files.createDirectories(pending);
        Path written = writer.write(pending, all);
        Durable.rename(written, target);
        Durable.syncDirectory(directory);
        FileTree.delete(pending);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot export into " + directory, e);
    }
    file.set(file.get().with(export));
    return target;
  }

  @Override
  public void delete(PastExport export) {
    for (ExportRecord each : records()) {
      if (path(each).equals(export.path())) {
        try {
          // Renamed first: half a model is never seen under a number.
          Path gone = directory.resolve(DELETED);
          FileTree.delete(gone);
          Durable.rename(export.path(), gone);
          FileTree.delete(gone);
        } catch (IOException e) {
          LOG.warn("the old export {} cannot be deleted", export.path(), e);
        }
        file.set(file.get().without(each));
        return;
      }
    }
    throw new IllegalArgumentException(
        export.path() + " is no export of '" + exporter.name() + "'; there are " + earlier());
  }
}
