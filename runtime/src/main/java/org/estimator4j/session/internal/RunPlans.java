package org.estimator4j.session.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.estimator4j.session.SessionRunArgs;
import org.estimator4j.tensorflow.PreparedRun;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;

/**
 * The prepared runs of a loop: one for each combination of what hooks ask for, up to {@value
 * #MAX_EXACT}; beyond that a full one with all that any hook asked for so far. Most loops have two:
 * nobody is due, and the timers that fire together.
 *
 * <p>Combinations are compared by the identity of the hooks' argument objects, so that a step in
 * which nothing changed allocates nothing here.
 */
final class RunPlans implements AutoCloseable {

  static final int MAX_EXACT = 4;

  private final ModeSession session;
  private final StepPlan step;
  private final List<Plan> exact = new ArrayList<>();
  private final Set<SessionRunArgs> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private @Nullable Plan full;

  RunPlans(ModeSession session, StepPlan step) {
    this.session = session;
    this.step = step;
  }

  Plan planFor(SessionRunArgs[] wanted) {
    for (Plan plan : exact) {
      if (plan.isExactly(wanted)) {
        return plan;
      }
    }
    if (exact.size() < MAX_EXACT) {
      Plan plan = prepare(wanted.clone(), identitySet(Arrays.asList(wanted)));
      exact.add(plan);
      return plan;
    }
    Plan current = full;
    if (current == null || !current.covers(wanted)) {
      if (current != null) {
        current.run.close();
      }
      seen.addAll(Arrays.asList(wanted));
      current = prepare(new SessionRunArgs[0], seen);
      full = current;
    }
    return current;
  }

  private static Set<SessionRunArgs> identitySet(List<SessionRunArgs> args) {
    Set<SessionRunArgs> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.addAll(args);
    return set;
  }

  private Plan prepare(SessionRunArgs[] key, Set<SessionRunArgs> args) {
    List<Operand<?>> fetches = new ArrayList<>(step.fetches());
    IdentityHashMap<SessionRunArgs, Integer> offsets = new IdentityHashMap<>();
    for (SessionRunArgs each : args) {
      offsets.put(each, fetches.size());
      fetches.addAll(each.fetches());
    }
    return new Plan(key, offsets, session.prepare(step.feeds(), fetches, step.targets()));
  }

  @Override
  public void close() {
    exact.forEach(plan -> plan.run.close());
    exact.clear();
    if (full != null) {
      full.run.close();
      full = null;
    }
  }

  /** A prepared run, and where in its results each hook's tensors are. */
  static final class Plan {

    private final SessionRunArgs[] key;
    private final IdentityHashMap<SessionRunArgs, Integer> offsets;
    final PreparedRun run;

    Plan(SessionRunArgs[] key, IdentityHashMap<SessionRunArgs, Integer> offsets, PreparedRun run) {
      this.key = key;
      this.offsets = offsets;
      this.run = run;
    }

    boolean isExactly(SessionRunArgs[] wanted) {
      if (key.length != wanted.length) {
        return false;
      }
      for (int i = 0; i < key.length; i++) {
        if (key[i] != wanted[i]) {
          return false;
        }
      }
      return true;
    }

    boolean covers(SessionRunArgs[] wanted) {
      return Arrays.stream(wanted).allMatch(offsets::containsKey);
    }

    int offsetOf(SessionRunArgs args) {
      return Objects.requireNonNull(offsets.get(args), "a plan serves what it was made for");
    }
  }
}
