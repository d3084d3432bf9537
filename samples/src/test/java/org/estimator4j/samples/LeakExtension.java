package org.estimator4j.samples;

import org.estimator4j.tensorflow.OpenHandles;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails every test class after which a sample has left a native holder open. */
public final class LeakExtension implements AfterAllCallback {

  @Override
  public void afterAll(ExtensionContext context) {
    OpenHandles.requireNone(context.getDisplayName());
  }
}
