package org.estimator4j.session;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tensorflow.op.Op;

/**
 * How a session is made ready, where the default is not enough. Immutable.
 *
 * <p>The default: with a checkpoint, the saved variables are restored; without one, every variable
 * is initialised. Then local variables and tables are initialised, each time.
 */
public final class Scaffold {

  private static final Scaffold DEFAULT = builder().build();

  private final @Nullable Op initOp;
  private final @Nullable Consumer<HookSession> initFn;
  private final @Nullable Op localInitOp;

  private Scaffold(Builder builder) {
    this.initOp = builder.initOp;
    this.initFn = builder.initFn;
    this.localInitOp = builder.localInitOp;
  }

  /**
   * The scaffold that changes nothing.
   *
   * @return the default scaffold
   */
  public static Scaffold defaults() {
    return DEFAULT;
  }

  /**
   * A scaffold to fill.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * What is run instead of the variables' initialisers when there is no checkpoint.
   *
   * @return the op, or empty for the default
   */
  public Optional<Op> initOp() {
    return Optional.ofNullable(initOp);
  }

  /**
   * What is called after the initialisation, only when there is no checkpoint.
   *
   * @return the function, or empty
   */
  public Optional<Consumer<HookSession>> initFn() {
    return Optional.ofNullable(initFn);
  }

  /**
   * What is run in addition to the default local initialisation, with a checkpoint or without.
   *
   * @return the op, or empty
   */
  public Optional<Op> localInitOp() {
    return Optional.ofNullable(localInitOp);
  }

  /** Collects the parts; each method returns the builder. */
  public static final class Builder {

    private @Nullable Op initOp;
    private @Nullable Consumer<HookSession> initFn;
    private @Nullable Op localInitOp;

    private Builder() {}

    /**
     * Runs this instead of the variables' initialisers when there is no checkpoint.
     *
     * @param op an operation of the mode's graph
     * @return this builder
     */
    public Builder initOp(Op op) {
      initOp = op;
      return this;
    }

    /**
     * Calls this after the initialisation, only when there is no checkpoint.
     *
     * @param function what to do with the session
     * @return this builder
     */
    public Builder initFn(Consumer<HookSession> function) {
      initFn = function;
      return this;
    }

    /**
     * Runs this in addition to the default local initialisation, with a checkpoint or without.
     *
     * @param op an operation of the mode's graph
     * @return this builder
     */
    public Builder localInitOp(Op op) {
      localInitOp = op;
      return this;
    }

    /**
     * The scaffold.
     *
     * @return an immutable scaffold
     */
    public Scaffold build() {
      return new Scaffold(this);
    }
  }
}
