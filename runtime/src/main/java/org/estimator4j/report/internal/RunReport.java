package org.estimator4j.report.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.estimator4j.format.internal.AtomicFile;

/** Writes the report of a run, and the facts. */
public final class RunReport {

  /** The name of the page in the model directory. */
  public static final String PAGE = "report.html";

  /** The name of the facts in the model directory. */
  public static final String FACTS = "run.json";

  private RunReport() {}

  /**
   * Writes both files, each in one step.
   *
   * @param facts the facts
   * @param modelDir the model directory, whose event files give the curves of the training
   * @throws IOException if one of them cannot be written
   */
  public static void write(RunFacts facts, Path modelDir) throws IOException {
    AtomicFile.write(modelDir.resolve(FACTS), RunJson.of(facts));
    AtomicFile.write(modelDir.resolve(PAGE), ReportPage.of(facts, modelDir));
  }
}
