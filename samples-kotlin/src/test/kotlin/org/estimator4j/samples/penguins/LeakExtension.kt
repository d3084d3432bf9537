package org.estimator4j.samples.penguins

import org.estimator4j.tensorflow.OpenHandles
import org.junit.jupiter.api.extension.AfterAllCallback
import org.junit.jupiter.api.extension.ExtensionContext

/** Fails every test class that leaves a native holder open, with the place that opened it. */
class LeakExtension : AfterAllCallback {

  override fun afterAll(context: ExtensionContext) {
    OpenHandles.requireNone(context.displayName)
  }
}
