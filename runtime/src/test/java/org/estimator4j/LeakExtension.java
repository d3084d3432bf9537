package org.estimator4j;

import org.estimator4j.tensorflow.OpenHandles;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class that leaves a native holder open, with the place that opened it; and ends the
 * processes that a failed test has left running.
 */
public final class LeakExtension implements AfterAllCallback, AfterEachCallback {

  @Override
  public void afterEach(ExtensionContext context) {
    ChildJvm.killAll();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    OpenHandles.requireNone(context.getDisplayName());
  }
}
