package org.estimator4j;

import java.util.List;
import org.estimator4j.ExporterRequest.PastExport;

/** Deletes exports beyond a number. */
final class ExportKeeping {

  static final int DEFAULT = 5;

  private ExportKeeping() {}

  static int require(int exports) {
    return (int) Limits.requirePositive("the number of exports to keep", exports);
  }

  /** Deletes all but the last ones of a list. */
  static void keep(int count, ExporterRequest request, List<PastExport> worstFirst) {
    worstFirst.subList(0, Math.max(0, worstFirst.size() - count)).forEach(request::delete);
  }
}
