package org.estimator4j.benchmarks;

import java.util.Arrays;
import org.estimator4j.Estimator;
import org.estimator4j.TrainOption;
import org.estimator4j.graph.ModelGraph;
import org.estimator4j.input.Input;
import org.estimator4j.session.SessionRunHook;

/** {@code Estimator.train} as it is, with its default hooks and logging. */
final class EstimatorLoop implements Loop {

  private final Estimator estimator;
  private final Input input;
  private final SessionRunHook[] hooks;

  EstimatorLoop(Estimator estimator, Input input, SessionRunHook... hooks) {
    this.estimator = estimator;
    this.input = input;
    this.hooks = hooks.clone();
  }

  @Override
  public Cost run(int steps) {
    StepClock clock = train(steps);
    return new Cost(clock.microsecondsPerStep(), clock.bytesPerStep());
  }

  /** The graph that every loop drives, made by a first step. */
  ModelGraph graph() {
    return train(2).graph();
  }

  private StepClock train(int steps) {
    StepClock clock = new StepClock(steps);
    SessionRunHook[] all = Arrays.copyOf(hooks, hooks.length + 1);
    all[hooks.length] = clock;
    estimator.train(input, TrainOption.steps(steps), TrainOption.hooks(all));
    return clock;
  }
}
