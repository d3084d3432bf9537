package org.estimator4j;

import java.nio.charset.StandardCharsets;
import org.estimator4j.checkpoint.CheckpointState;
import org.estimator4j.config.RunConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run's last bits depend on beside its seed: threads and cores. Part of every checkpoint, so
 * that a run which is continued with others says that it will not end as an undisturbed one.
 */
final class RunSettings implements CheckpointState {

  private static final Logger LOG = LoggerFactory.getLogger(RunSettings.class);

  private final String settings;

  RunSettings(RunConfig config, int cores) {
    this.settings =
        "intraOpThreads "
            + config.intraOpThreads()
            + ", interOpThreads "
            + config.interOpThreads()
            + ", "
            + cores
            + " cores";
  }

  @Override
  public String name() {
    return "run";
  }

  @Override
  public byte[] save() {
    return settings.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void restore(byte[] state) {
    String before = new String(state, StandardCharsets.UTF_8);
    if (!before.equals(settings)) {
      LOG.info(
          "the run had {} and now has {}: its results may differ in the last bits from those of an"
              + " undisturbed one",
          before,
          settings);
    }
  }
}
