package org.estimator4j.session.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.estimator4j.session.SessionRunArgs;
import org.estimator4j.tensorflow.PreparedRun;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.proto.RunOptions;

/**
 * The prepared runs of a loop: one for each combination of what hooks ask for, up to {@value
 * #MAX_EXACT}; beyond that a full one with all that any hook asked for so far. Most loops have two:
 * nobody is due, and the timers that fire together.
 *
 * <p>A fetch that nobody asked for in a step is only thrown away, so a full run may have it. A feed
 * or an option changes the run, so a full run has just those of its step.
 *
 * <p>Combinations are compared by the identity of the hooks' argument objects, so that a step in
 * which nothing changed allocates nothing here.
 */
final class RunPlans implements AutoCloseable {

  static final int MAX_EXACT = 4;

  /** So many arguments are no timers: a hook makes new ones in every step. Old ones are dropped. */
  static final int MAX_SEEN = 64;

  private final ModeSession session;
  private final StepPlan step;
  private final HookChain hooks;
  private final List<Plan> exact = new ArrayList<>();
  private final Set<SessionRunArgs> seen = identitySet();
  private @Nullable Plan full;

  RunPlans(ModeSession session, StepPlan step, HookChain hooks) {
    this.session = session;
    this.step = step;
    this.hooks = hooks;
  }

  Plan planFor(SessionRunArgs[] wanted) {
    for (Plan plan : exact) {
      if (plan.isExactly(wanted)) {
        return plan;
      }
    }
    if (exact.size() < MAX_EXACT) {
      Set<SessionRunArgs> args = identitySet();
      args.addAll(Arrays.asList(wanted));
      Plan plan = prepare(wanted, args);
      exact.add(plan);
      return plan;
    }
    Plan current = full;
    if (current == null || !current.covers(wanted)) {
      closeFull();
      current = prepareFull(wanted);
      full = current;
    }
    return current;
  }

  private Plan prepareFull(SessionRunArgs[] wanted) {
    if (seen.size() > MAX_SEEN) {
      seen.clear();
    }
    Set<SessionRunArgs> args = identitySet();
    args.addAll(Arrays.asList(wanted));
    args.stream().filter(each -> !changesTheRun(each)).forEach(seen::add);
    args.addAll(seen);
    return prepare(wanted, args);
  }

  private static Set<SessionRunArgs> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  private static boolean changesTheRun(SessionRunArgs args) {
    return !args.feeds().isEmpty() || args.options().isPresent();
  }

  private Plan prepare(SessionRunArgs[] wanted, Set<SessionRunArgs> args) {
    Map<Output<?>, String> feeders = feeders(wanted);
    requireNotFed(feeders, step.fetches(), "the loop itself");
    for (int i = 0; i < wanted.length; i++) {
      requireNotFed(feeders, wanted[i].fetches(), hooks.name(i));
    }
    List<Operand<?>> fetches = new ArrayList<>(step.fetches());
    IdentityHashMap<SessionRunArgs, Integer> offsets = new IdentityHashMap<>();
    for (SessionRunArgs each : args) {
      // Not wanted now and fed now: it is left out.
      if (fedAmong(feeders, each.fetches()) == null) {
        offsets.put(each, fetches.size());
        fetches.addAll(each.fetches());
      }
    }
    RunOptions options = MergedOptions.of(Arrays.asList(wanted));
    int hookFeeds = feeders.size() - step.feeds().size();
    PreparedRun run = session.prepare(List.copyOf(feeders.keySet()), fetches, step.targets());
    return new Plan(wanted.clone(), offsets, hookFeeds, options, run);
  }

  /** All that is fed, the step's own first, then in the order of the hooks; no tensor twice. */
  private Map<Output<?>, String> feeders(SessionRunArgs[] wanted) {
    Map<Output<?>, String> feeders = new LinkedHashMap<>();
    step.feeds().forEach(feed -> feeders.put(feed.asOutput(), "the call's own input"));
    for (int i = 0; i < wanted.length; i++) {
      for (SessionRunArgs.Feed feed : wanted[i].feeds()) {
        String other = feeders.putIfAbsent(feed.tensor().asOutput(), hooks.name(i));
        if (other != null) {
          throw new IllegalStateException(
              "tensor '"
                  + feed.tensor().op().name()
                  + "' is fed by "
                  + other
                  + " and by "
                  + hooks.name(i)
                  + " in one step, but takes one value: leave one of the two out");
        }
      }
    }
    return feeders;
  }

  private static void requireNotFed(
      Map<Output<?>, String> feeders, List<Operand<?>> fetches, String who) {
    Operand<?> fed = fedAmong(feeders, fetches);
    if (fed != null) {
      throw new IllegalStateException(
          "tensor '"
              + fed.op().name()
              + "' is fed by "
              + feeders.get(fed.asOutput())
              + " and fetched by "
              + who
              + " in one step, which TensorFlow refuses: fetch what is computed from it");
    }
  }

  private static @Nullable Operand<?> fedAmong(
      Map<Output<?>, String> feeders, List<Operand<?>> fetches) {
    for (Operand<?> fetch : fetches) {
      if (feeders.containsKey(fetch.asOutput())) {
        return fetch;
      }
    }
    return null;
  }

  @Override
  public void close() {
    exact.forEach(plan -> plan.run.close());
    exact.clear();
    closeFull();
  }

  private void closeFull() {
    if (full != null) {
      full.run.close();
      full = null;
    }
  }

  /** A prepared run, and where in its results each hook's tensors are. */
  static final class Plan {

    private final SessionRunArgs[] key;
    private final IdentityHashMap<SessionRunArgs, Integer> offsets;

    /** How many tensors hooks feed, behind those of the step. */
    final int hookFeeds;

    final @Nullable RunOptions options;
    final PreparedRun run;

    Plan(
        SessionRunArgs[] key,
        IdentityHashMap<SessionRunArgs, Integer> offsets,
        int hookFeeds,
        @Nullable RunOptions options,
        PreparedRun run) {
      this.key = key;
      this.offsets = offsets;
      this.hookFeeds = hookFeeds;
      this.options = options;
      this.run = run;
    }

    boolean isExactly(SessionRunArgs[] wanted) {
      for (int i = 0; i < key.length; i++) {
        if (key[i] != wanted[i]) {
          return false;
        }
      }
      return true;
    }

    /** Fetches all that is wanted, and is changed by the same hooks in the same way. */
    boolean covers(SessionRunArgs[] wanted) {
      for (int i = 0; i < key.length; i++) {
        boolean changes = changesTheRun(wanted[i]) || changesTheRun(key[i]);
        if (changes ? key[i] != wanted[i] : !offsets.containsKey(wanted[i])) {
          return false;
        }
      }
      return true;
    }

    int offsetOf(SessionRunArgs args) {
      return Objects.requireNonNull(offsets.get(args), "a plan serves what it was made for");
    }
  }
}
