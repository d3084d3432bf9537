package org.estimator4j.hook;

import java.util.function.Consumer;
import org.estimator4j.session.SessionRunArgs;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;

/** Does something before each run, with the number of steps done: moves a clock, fails. */
record Each(Consumer<SessionRunContext> before) implements SessionRunHook {

  @Override
  public SessionRunArgs beforeRun(SessionRunContext context) {
    before.accept(context);
    return SessionRunArgs.none();
  }

  /** Fails once so many steps are done. */
  static Each failingAt(long step) {
    return new Each(
        context -> {
          if (context.globalStep() == step) {
            throw new IllegalStateException("out of luck");
          }
        });
  }

  @Override
  public void afterRun(SessionRunContext context, SessionRunValues values) {}
}
