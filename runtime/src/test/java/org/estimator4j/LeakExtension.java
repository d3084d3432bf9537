package org.estimator4j;

import java.util.List;
import org.estimator4j.tensorflow.OpenHandles;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails every test class that leaves a native holder open, with the place that opened it. */
public final class LeakExtension implements AfterAllCallback {

  @Override
  public void afterAll(ExtensionContext context) {
    List<Throwable> open = OpenHandles.report();
    if (!open.isEmpty()) {
      AssertionError leak =
          new AssertionError(
              open.size() + " native holders are open after " + context.getDisplayName());
      open.forEach(leak::addSuppressed);
      throw leak;
    }
  }
}
