package org.estimator4j;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sees to it that an estimator is used by one thread at a time, and open. */
final class EstimatorUse {

  private final AtomicReference<@Nullable Thread> user = new AtomicReference<>();
  private volatile boolean closed;

  <R> R during(Supplier<R> work) {
    claim();
    try {
      return work.get();
    } finally {
      user.set(null);
    }
  }

  void during(Runnable work) {
    claim();
    try {
      work.run();
    } finally {
      user.set(null);
    }
  }

  private void claim() {
    Thread me = Thread.currentThread();
    if (!user.compareAndSet(null, me)) {
      Thread other = user.get();
      throw new IllegalStateException(
          other == me
              ? "the estimator is in use by this thread already; a hook must not call it"
              : "the estimator is in use by thread '"
                  + (other == null ? "?" : other.getName())
                  + "'. It is for one thread at a time; make one estimator for each thread.");
    }
    if (closed) {
      user.set(null);
      throw new IllegalStateException("the estimator is closed");
    }
  }

  /** Runs this once, and not under a call that goes on; later calls do nothing. */
  void close(Runnable work) {
    if (!closed) {
      during(
          () -> {
            closed = true;
            work.run();
          });
    }
  }
}
