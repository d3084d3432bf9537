package org.estimator4j.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_CloseSession;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetConfig;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetTarget;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.proto.ConfigProto;

/**
 * A session of our own over a graph: with a target, with {@linkplain PreparedRun prepared runs},
 * with status codes, and without the initialisation that TensorFlow Java's session does by itself.
 *
 * <p>Threads: prepared runs of one session may run at the same time, each in one thread; {@link
 * #prepare}, {@link #close} belong to the owner's thread. {@link #abort} may come from any thread.
 */
public final class NativeSession implements AutoCloseable {

  private final TF_Session session;
  private final AutoCloseable graphReference;

  /** Runs are closed by the threads that use them. */
  private final List<PreparedRun> prepared = new CopyOnWriteArrayList<>();

  private boolean closed;

  private NativeSession(TF_Session session, AutoCloseable graphReference) {
    this.session = session;
    this.graphReference = graphReference;
    OpenHandles.opened(this);
  }

  /**
   * Opens a session.
   *
   * @param graph its graph, which must stay open until the session is closed
   * @param target the address of a TensorFlow server such as {@code grpc://host:port}, or null for
   *     this process
   * @param config threads, devices and the like
   * @return the session
   * @throws OperationFailedException if TensorFlow refuses the target or the configuration
   */
  public static NativeSession open(Graph graph, @Nullable String target, ConfigProto config) {
    AutoCloseable reference = HiddenMembers.reference(graph);
    try (PointerScope scope = new PointerScope()) {
      TF_Status status = TF_Status.newStatus();
      TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
      if (target != null) {
        TF_SetTarget(options, target);
      }
      BytePointer bytes = new BytePointer(config.toByteArray());
      TF_SetConfig(options, bytes, bytes.capacity(), status);
      Statuses.check(status);
      TF_Session session = TF_Session.newSession(HiddenMembers.handle(reference), options, status);
      Statuses.check(status);
      return new NativeSession(session.retainReference(), reference);
    } catch (RuntimeException | Error e) {
      release(reference);
      throw e;
    }
  }

  /**
   * Prepares a run: the native arrays for its feeds, fetches and targets are made once and serve
   * every run. Closed with the session at the latest.
   *
   * @param feeds the tensors that every run is given, in this order
   * @param fetches the tensors that every run returns, in this order; one may occur twice
   * @param targets operations to run without looking at a result
   * @return the run
   */
  public PreparedRun prepare(
      List<? extends Output<?>> feeds,
      List<? extends Output<?>> fetches,
      List<? extends Operation> targets) {
    requireOpen();
    PreparedRun run = new PreparedRun(this, feeds, fetches, targets);
    prepared.add(run);
    return run;
  }

  /**
   * Ends the runs that other threads are waiting for: they fail with {@link StatusCode#CANCELLED}.
   * The session cannot run anything afterwards, but must still be closed.
   */
  public void abort() {
    try (PointerScope scope = new PointerScope()) {
      TF_CloseSession(session, TF_Status.newStatus());
    }
  }

  TF_Session handle() {
    requireOpen();
    return session;
  }

  void forget(PreparedRun run) {
    prepared.remove(run);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the session is closed");
    }
  }

  /** Closes the prepared runs and the session; a second call does nothing. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    List.copyOf(prepared).forEach(PreparedRun::close);
    closed = true;
    try {
      session.releaseReference();
    } finally {
      release(graphReference);
      OpenHandles.closed(this);
    }
  }

  private static void release(AutoCloseable reference) {
    try {
      reference.close();
    } catch (Exception e) {
      throw new IllegalStateException("cannot release the graph", e);
    }
  }
}
