package org.estimator4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import org.estimator4j.format.internal.AtomicFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of a run, in memory and in the model directory; whoever changes it has the lock. */
final class EvaluationLogFile {

  static final String NAME = "train_and_evaluate.json";

  private static final Logger LOG = LoggerFactory.getLogger(Estimator.class);

  private final Path file;
  private final EvaluationLogJson json;
  private EvaluationLog log;

  private EvaluationLogFile(Path file, EvaluationLogJson json, EvaluationLog log) {
    this.file = file;
    this.json = json;
    this.log = log;
  }

  /**
   * Opens the log. Without a checkpoint the run is a new one, and what an earlier one left behind
   * does not count; a damaged log is put aside.
   *
   * @param modelDir the model directory, which is there
   * @param trained whether there is a checkpoint
   * @param now the start of a new run
   */
  static EvaluationLogFile open(Path modelDir, boolean trained, Instant now) {
    Path file = modelDir.resolve(NAME);
    EvaluationLogJson json = new EvaluationLogJson(modelDir);
    EvaluationLog fresh = EvaluationLog.startingAt(now);
    EvaluationLogFile opened = new EvaluationLogFile(file, json, fresh);
    try {
      opened.log = trained ? json.parse(Files.readString(file)) : fresh;
    } catch (NoSuchFileException e) {
      LOG.debug("no evaluation is recorded in {}", file);
    } catch (IllegalArgumentException e) {
      opened.putAside(e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the record of evaluations " + file, e);
    }
    opened.set(opened.log);
    return opened;
  }

  private void putAside(IllegalArgumentException problem) {
    Path aside = file.resolveSibling(NAME + ".damaged");
    LOG.error(
        "the record of evaluations {} cannot be used: {}. It is now {}; early stopping and exporters"
            + " start afresh",
        file,
        problem.getMessage(),
        aside);
    try {
      Files.move(file, aside, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot put " + file + " aside", e);
    }
  }

  EvaluationLog get() {
    return log;
  }

  /** Replaces the log, in memory and on disk. */
  void set(EvaluationLog newLog) {
    try {
      AtomicFile.write(file, json.format(newLog));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write the record of evaluations " + file + "; it is as it was before", e);
    }
    log = newLog;
  }
}
