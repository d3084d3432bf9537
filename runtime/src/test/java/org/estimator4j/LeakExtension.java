package org.estimator4j;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.estimator4j.tensorflow.OpenHandles;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class that leaves a native holder open, with the place that opened it; and ends the
 * processes that a failed test has left running.
 */
public final class LeakExtension implements AfterAllCallback, AfterEachCallback {

  /** Told already: the class at fault fails, not every one after it. */
  private static final Set<Throwable> TOLD = Collections.newSetFromMap(new IdentityHashMap<>());

  @Override
  public void afterEach(ExtensionContext context) {
    ChildJvm.killAll();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    List<Throwable> open = OpenHandles.report().stream().filter(TOLD::add).toList();
    if (!open.isEmpty()) {
      AssertionError leak =
          new AssertionError(
              open.size() + " native holders are open after " + context.getDisplayName());
      open.forEach(leak::addSuppressed);
      throw leak;
    }
  }
}
