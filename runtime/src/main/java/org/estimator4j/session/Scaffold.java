package org.estimator4j.session;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * How a session is made ready, where the default is not enough. Immutable.
 *
 * <p>The default: with a checkpoint, the saved variables are restored; without one, every variable
 * is initialised. Then local variables and tables are initialised, each time.
 */
public final class Scaffold {

  private static final Scaffold DEFAULT = builder().build();

  private final @Nullable Op initOp;
  private final SessionRunArgs initFeeds;
  private final SessionRunArgs localInitFeeds;
  private final @Nullable Consumer<HookSession> initFn;
  private final @Nullable Op localInitOp;
  private final @Nullable Operand<TString> readyForLocalInitOp;
  private final @Nullable Operand<TString> readyOp;
  private final @Nullable Saver saver;
  private final @Nullable Operand<TString> summaryOp;

  private Scaffold(Builder builder) {
    this.initOp = builder.initOp;
    this.initFeeds = builder.initFeeds;
    this.localInitFeeds = builder.localInitFeeds;
    this.initFn = builder.initFn;
    this.localInitOp = builder.localInitOp;
    this.readyForLocalInitOp = builder.readyForLocalInitOp;
    this.readyOp = builder.readyOp;
    this.saver = builder.saver;
    this.summaryOp = builder.summaryOp;
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
   * What {@link #initOp} is fed.
   *
   * @return the tensors and where their values come from; empty if nothing is fed
   */
  public List<SessionRunArgs.Feed> initFeeds() {
    return initFeeds.feeds();
  }

  /**
   * What {@link #localInitOp} is fed.
   *
   * @return the tensors and where their values come from; empty if nothing is fed
   */
  public List<SessionRunArgs.Feed> localInitFeeds() {
    return localInitFeeds.feeds();
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

  /**
   * What says whether local variables can be initialised, run after the restoring or the global
   * initialisation.
   *
   * @return a tensor with the names of what is not initialised, empty when all is; or empty for no
   *     check
   */
  public Optional<Operand<TString>> readyForLocalInitOp() {
    return Optional.ofNullable(readyForLocalInitOp);
  }

  /**
   * What says whether the session is ready, run after all initialisation.
   *
   * @return a tensor with the names of what is not initialised, empty when all is; or empty for no
   *     check
   */
  public Optional<Operand<TString>> readyOp() {
    return Optional.ofNullable(readyOp);
  }

  /**
   * Which variables checkpoints hold, and under which names.
   *
   * @return the saver, or empty for all variables under their own names
   */
  public Optional<Saver> saver() {
    return Optional.ofNullable(saver);
  }

  /**
   * What is written for TensorBoard instead of all summaries of the graph.
   *
   * @return a scalar, a serialised {@code Summary}, or empty for the default
   */
  public Optional<Operand<TString>> summaryOp() {
    return Optional.ofNullable(summaryOp);
  }

  /**
   * This scaffold, with the parts of another one where it has none: a model's own above those that
   * several models share. (Python: {@code copy_from_scaffold}.)
   *
   * @param others parts of the same graph
   * @return a scaffold; what feeds an op comes from where the op comes from
   */
  public Scaffold withDefaultsOf(Scaffold others) {
    Builder both = builder();
    Scaffold init = initOp == null ? others : this;
    both.initOp = init.initOp;
    both.initFeeds = init.initFeeds;
    Scaffold localInit = localInitOp == null ? others : this;
    both.localInitOp = localInit.localInitOp;
    both.localInitFeeds = localInit.localInitFeeds;
    both.initFn = initFn == null ? others.initFn : initFn;
    both.readyForLocalInitOp =
        readyForLocalInitOp == null ? others.readyForLocalInitOp : readyForLocalInitOp;
    both.readyOp = readyOp == null ? others.readyOp : readyOp;
    both.saver = saver == null ? others.saver : saver;
    both.summaryOp = summaryOp == null ? others.summaryOp : summaryOp;
    return both.build();
  }

  /** Collects the parts; each method returns the builder. */
  public static final class Builder {

    private @Nullable Op initOp;
    private SessionRunArgs initFeeds = SessionRunArgs.none();
    private SessionRunArgs localInitFeeds = SessionRunArgs.none();
    private @Nullable Consumer<HookSession> initFn;
    private @Nullable Op localInitOp;
    private @Nullable Operand<TString> readyForLocalInitOp;
    private @Nullable Operand<TString> readyOp;
    private @Nullable Saver saver;
    private @Nullable Operand<TString> summaryOp;

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
     * Feeds a tensor when {@link #initOp} runs, so that large initial values need not be in the
     * graph.
     *
     * @param <T> the type of the tensor
     * @param tensor a tensor of the mode's graph, usually a placeholder
     * @param value gives a new tensor, which is closed after the run
     * @return this builder
     */
    public <T extends TType> Builder initFeed(Operand<T> tensor, Supplier<? extends T> value) {
      initFeeds = initFeeds.feeding(tensor, value);
      return this;
    }

    /**
     * Feeds a tensor whenever {@link #localInitOp} runs.
     *
     * @param <T> the type of the tensor
     * @param tensor a tensor of the mode's graph, usually a placeholder
     * @param value gives a new tensor each time, which is closed after the run
     * @return this builder
     */
    public <T extends TType> Builder localInitFeed(Operand<T> tensor, Supplier<? extends T> value) {
      localInitFeeds = localInitFeeds.feeding(tensor, value);
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
     * Checks that local variables can be initialised, after the restoring or the global
     * initialisation and before {@link #localInitOp}; a session that is not ready ends the call.
     *
     * @param names a tensor with the names of what is not initialised, empty when all is
     * @return this builder
     */
    public Builder readyForLocalInitOp(Operand<TString> names) {
      readyForLocalInitOp = names;
      return this;
    }

    /**
     * Checks that the session is ready, after all initialisation; a session that is not ends the
     * call.
     *
     * @param names a tensor with the names of what is not initialised, empty when all is
     * @return this builder
     */
    public Builder readyOp(Operand<TString> names) {
      readyOp = names;
      return this;
    }

    /**
     * Saves and restores other variables than all of the graph, or under other names.
     *
     * @param value the saver
     * @return this builder
     */
    public Builder saver(Saver value) {
      saver = value;
      return this;
    }

    /**
     * Writes this for TensorBoard instead of all summaries of the graph.
     *
     * @param summary a scalar, a serialised {@code Summary}
     * @return this builder
     */
    public Builder summaryOp(Operand<TString> summary) {
      summaryOp = summary;
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
