package org.estimator4j.hook;

import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.estimator4j.session.HookSession;
import org.estimator4j.session.SessionRunContext;
import org.estimator4j.session.SessionRunHook;
import org.estimator4j.session.SessionRunValues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what the process uses, after the first step of a call and then whenever its timer says so,
 * and ends the call with {@link ResourceLimitException} when a limit is passed: before the system
 * kills it, and with a message. (The reference has no such hook.)
 *
 * <pre>{@code
 * SessionRunHook watcher =
 *     ResourceWatcherHook.builder(StepTimer.everySteps(1000)).maxResidentBytes(4L << 30).build();
 * }</pre>
 */
public final class ResourceWatcherHook implements SessionRunHook {

  private static final Logger LOG = LoggerFactory.getLogger(ResourceWatcherHook.class);

  private final StepTimer timer;
  private final OptionalLong maxHeapBytes;
  private final OptionalLong maxResidentBytes;
  private final OptionalLong maxOpenHandles;
  private final Consumer<ResourceUse> listener;
  private final Supplier<ResourceUse> probe;
  private boolean first;

  private ResourceWatcherHook(Builder builder) {
    this.timer = builder.timer;
    this.maxHeapBytes = builder.maxHeapBytes;
    this.maxResidentBytes = builder.maxResidentBytes;
    this.maxOpenHandles = builder.maxOpenHandles;
    this.listener = builder.listener;
    this.probe = builder.probe;
  }

  /**
   * A watcher to describe.
   *
   * @param timer when it looks
   * @return a builder without limits
   */
  public static Builder builder(StepTimer timer) {
    return new Builder(timer);
  }

  @Override
  public void begin(HookSession session) {
    first = true;
  }

  @Override
  public void afterRun(SessionRunContext context, SessionRunValues values) {
    long step = context.globalStep();
    if (first || timer.isDue(step)) {
      first = false;
      timer.reset(step);
      look(step);
    }
  }

  private void look(long step) {
    ResourceUse use = probe.get();
    LOG.info("resources at global step {}: {}", step, use);
    listener.accept(use);
    if (passed(use.heapBytes(), maxHeapBytes)) {
      System.gc(); // garbage is no reason to fail
      long left = probe.get().heapBytes();
      require(step, ResourceUse.mib("the heap holds ", left), left, maxHeapBytes, "maxHeapBytes");
    }
    use.residentBytes()
        .ifPresent(
            bytes ->
                require(
                    step,
                    ResourceUse.mib("the process has resident memory of ", bytes),
                    bytes,
                    maxResidentBytes,
                    "maxResidentBytes"));
    use.openHandles()
        .ifPresent(
            count ->
                require(
                    step,
                    count + " native handles are open",
                    count,
                    maxOpenHandles,
                    "maxOpenHandles"));
  }

  private static boolean passed(long value, OptionalLong limit) {
    return limit.isPresent() && value > limit.getAsLong();
  }

  private static void require(long step, String what, long value, OptionalLong limit, String name) {
    if (passed(value, limit)) {
      throw new ResourceLimitException(
          what
              + " at global step "
              + step
              + ", more than "
              + name
              + " = "
              + limit.getAsLong()
              + " allows. Look for tensors that are not closed (-Destimator4j.leaks=true names the"
              + " places), or raise the limit.");
    }
  }

  /** Collects limits; each method returns the builder. Not for several threads. */
  public static final class Builder {

    private final StepTimer timer;
    private OptionalLong maxHeapBytes = OptionalLong.empty();
    private OptionalLong maxResidentBytes = OptionalLong.empty();
    private OptionalLong maxOpenHandles = OptionalLong.empty();
    private Consumer<ResourceUse> listener = use -> {};
    private Supplier<ResourceUse> probe = ResourceUse::now;

    private Builder(StepTimer timer) {
      this.timer = timer;
    }

    /**
     * Limits the Java heap in use. Garbage is collected before the limit is judged.
     *
     * @param value bytes, more than 0
     * @return this builder
     */
    public Builder maxHeapBytes(long value) {
      maxHeapBytes = limit("maxHeapBytes", value);
      return this;
    }

    /**
     * Limits the physical memory of the process. Has no effect where the system does not tell it.
     *
     * @param value bytes, more than 0
     * @return this builder
     */
    public Builder maxResidentBytes(long value) {
      maxResidentBytes = limit("maxResidentBytes", value);
      return this;
    }

    /**
     * Limits the native holders that are open. Has no effect unless the JVM runs with {@code
     * -Destimator4j.leaks=true}, which counts them.
     *
     * @param value their number, more than 0
     * @return this builder
     */
    public Builder maxOpenHandles(int value) {
      maxOpenHandles = limit("maxOpenHandles", value);
      return this;
    }

    private static OptionalLong limit(String name, long value) {
      if (value <= 0) {
        throw new IllegalArgumentException(name + " must be more than 0, but is " + value);
      }
      return OptionalLong.of(value);
    }

    /**
     * Is told every reading, beside the log.
     *
     * @param value called by the thread that trains, before the limits are judged
     * @return this builder
     */
    public Builder telling(Consumer<ResourceUse> value) {
      listener = value;
      return this;
    }

    Builder probe(Supplier<ResourceUse> value) {
      probe = value;
      return this;
    }

    /**
     * The hook.
     *
     * @return the hook
     */
    public ResourceWatcherHook build() {
      return new ResourceWatcherHook(this);
    }
  }
}
