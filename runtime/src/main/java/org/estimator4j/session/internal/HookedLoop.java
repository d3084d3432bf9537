package org.estimator4j.session.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.estimator4j.session.SessionRunArgs;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
import org.estimator4j.tensorflow.RunResults;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Tensor;
import org.tensorflow.proto.RunMetadata;

/**
 * One loop over a session, with its hooks: asks them what they want, runs the step, hands them the
 * results, closes everything. The reference's {@code MonitoredSession}.
 */
public final class HookedLoop implements AutoCloseable {

  private final ModeSession session;
  private final StepPlan plan;
  private final HookChain hooks;
  private final RunPlans plans;
  private final LoopContext context;
  private final SessionRunArgs[] wanted;
  private double loss = Double.NaN;
  private @Nullable RunMetadata metadata;
  private boolean running;
  private boolean betweenSteps;

  /**
   * A loop that has not begun.
   *
   * @param session the session, with values for all variables or yet without
   * @param plan what every step runs
   * @param hooks the hooks, in order
   */
  public HookedLoop(ModeSession session, StepPlan plan, List<SessionRunHook> hooks) {
    this.session = session;
    this.plan = plan;
    this.hooks = new HookChain(hooks);
    this.plans = new RunPlans(session, plan, this.hooks);
    this.context = new LoopContext(session, -1);
    this.wanted = new SessionRunArgs[hooks.size()];
  }

  /** Calls {@code begin} of every hook. */
  public void begin() {
    running = true;
    hooks.begin(session);
  }

  /** Variables have values now: reads the global step and calls {@code afterCreateSession}. */
  public void ready() {
    context.advanceTo(session.globalStep());
    betweenSteps = true;
    hooks.afterCreateSession(session, context.globalStep());
  }

  /** The session is about to be opened anew: frees what was prepared for the old one. */
  public void forgetRuns() {
    plans.close();
    betweenSteps = false;
  }

  /**
   * Whether the variables are as some number of whole steps left them. A run that failed may have
   * changed some of them and not others.
   *
   * @return true before the first step and after each step that succeeded, whatever failed since
   */
  public boolean betweenSteps() {
    return betweenSteps;
  }

  /**
   * Runs one step.
   *
   * @param feeds a tensor for each feed of the plan; they stay the caller's
   * @param completed called when the run has succeeded, before any hook sees its results
   */
  public void step(Tensor[] feeds, Runnable completed) {
    step(feeds, completed, null);
  }

  /**
   * Runs one step whose results are wanted.
   *
   * @param feeds a tensor for each feed of the plan; they stay the caller's
   * @param use is given the loop's own fetches; it must not keep them
   */
  public void step(Tensor[] feeds, Consumer<Tensor[]> use) {
    step(feeds, null, use);
  }

  private void step(
      Tensor[] feeds, @Nullable Runnable completed, @Nullable Consumer<Tensor[]> use) {
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = hooks.beforeRun(i, context);
    }
    RunPlans.Plan run = plans.planFor(wanted);
    betweenSteps = false;
    try (RunResults results = run.hookFeeds == 0 ? run(run, feeds) : runFed(run, feeds)) {
      readLoopState(results);
      if (completed != null) {
        completed.run();
      }
      betweenSteps = true;
      if (use != null) {
        use.accept(tensors(results, 0, plan.fetches().size()));
      }
      SessionRunValues nothing =
          new SessionRunValues(SessionRunArgs.none(), List.of(), loss, metadata);
      for (int i = 0; i < wanted.length; i++) {
        hooks.afterRun(
            i, context, wanted[i].fetches().isEmpty() ? nothing : values(wanted[i], run, results));
      }
    }
  }

  private SessionRunValues values(SessionRunArgs args, RunPlans.Plan run, RunResults results) {
    Tensor[] mine = tensors(results, run.offsetOf(args), args.fetches().size());
    return new SessionRunValues(args, Arrays.asList(mine), loss, metadata);
  }

  private static Tensor[] tensors(RunResults results, int from, int count) {
    Tensor[] tensors = new Tensor[count];
    for (int i = 0; i < count; i++) {
      tensors[i] = results.tensor(from + i);
    }
    return tensors;
  }

  private RunResults run(RunPlans.Plan run, Tensor[] feeds) {
    metadata = null;
    return run.options == null
        ? run.run.runAndHold(feeds)
        : run.run.runWithOptions(run.options, told -> metadata = told, feeds);
  }

  /** What hooks feed stands behind what the caller feeds, in the order of the hooks. */
  private RunResults runFed(RunPlans.Plan run, Tensor[] feeds) {
    List<Tensor> fed = new ArrayList<>(run.hookFeeds);
    try {
      for (int i = 0; i < wanted.length; i++) {
        for (SessionRunArgs.Feed feed : wanted[i].feeds()) {
          fed.add(hooks.value(i, feed, context));
        }
      }
      Tensor[] all = Arrays.copyOf(feeds, feeds.length + fed.size());
      for (int i = 0; i < fed.size(); i++) {
        all[feeds.length + i] = fed.get(i);
      }
      return run(run, all);
    } finally {
      fed.forEach(Tensor::close);
    }
  }

  private void readLoopState(RunResults results) {
    if (plan.hasLoss()) {
      loss = results.floating(0);
    }
    if (plan.countsSteps()) {
      context.advanceTo(results.integer(plan.fetches().size() - 1));
    }
  }

  /** Calls {@code end} of every hook. */
  public void end() {
    hooks.end(session, context.globalStep());
    running = false;
  }

  /**
   * The global step.
   *
   * @return the step after the last run
   */
  public long globalStep() {
    return context.globalStep();
  }

  /**
   * The loss of the last step.
   *
   * @return the loss, NaN before the first step and where there is none
   */
  public double loss() {
    return loss;
  }

  /**
   * Ends the loop after the current step. May be called by any thread.
   *
   * @param reason why, for the log
   */
  public void requestStop(String reason) {
    context.requestStop(reason);
  }

  /**
   * The reason of the first stop request.
   *
   * @return the reason, or empty if none was made
   */
  public Optional<String> stopReason() {
    return context.stopReason();
  }

  /**
   * Frees the prepared runs; the session stays open. Without an {@link #end} hooks are abandoned.
   */
  @Override
  public void close() {
    try {
      plans.close();
    } finally {
      if (running) {
        running = false;
        hooks.abandon(session);
      }
    }
  }
}
