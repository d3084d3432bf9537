package org.estimator4j.session.internal;

import java.util.Optional;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.SessionRunContext;
import org.jspecify.annotations.Nullable;

/** The state of one loop. */
final class LoopContext implements SessionRunContext {

  private final HookSession session;
  private long globalStep;

  /** Volatile: a signal asks from another thread. */
  private volatile @Nullable String stopReason;

  LoopContext(HookSession session, long globalStep) {
    this.session = session;
    this.globalStep = globalStep;
  }

  void advanceTo(long step) {
    globalStep = step;
  }

  @Override
  public long globalStep() {
    return globalStep;
  }

  @Override
  public synchronized void requestStop(String reason) {
    if (stopReason == null) {
      stopReason = reason;
    }
  }

  @Override
  public Optional<String> stopReason() {
    return Optional.ofNullable(stopReason);
  }

  @Override
  public boolean stopRequested() {
    return stopReason != null;
  }

  @Override
  public HookSession session() {
    return session;
  }
}
