package org.estimator4j.tensorflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.Tensor;

/**
 * Knows every native holder that is open, with the place that opened it, when the system property
 * {@code estimator4j.leaks} is {@code true}; otherwise does nothing. The garbage collector frees
 * none of them, so a holder that is still here at the end of a program is a leak: with the switch
 * on, a process tells of each in the log when it ends.
 *
 * <p>Holders are sessions, prepared runs, graphs, readers and writers of files, batches, and the
 * tensors that were made here: results of runs, values read from checkpoints, buffers of inputs and
 * predictors. A tensor that a program makes by itself is known once it is fed by a hook.
 *
 * <p>A test fails on what it leaves open with a line that is run after it:
 *
 * <pre>{@code
 * OpenHandles.requireNone("IrisTest");
 * }</pre>
 */
public final class OpenHandles {

  private static final Logger LOG = LoggerFactory.getLogger(OpenHandles.class);
  private static final boolean ENABLED = Boolean.getBoolean("estimator4j.leaks");
  private static final IdentityHashMap<Object, Throwable> OPEN = new IdentityHashMap<>();
  private static final Set<Throwable> TOLD = Collections.newSetFromMap(new IdentityHashMap<>());
  private static final int FEW = 1000;

  /** So many are known before those of closed tensors are forgotten. */
  private static int full = FEW;

  static {
    if (ENABLED) {
      Runtime.getRuntime()
          .addShutdownHook(new Thread(OpenHandles::tell, "estimator4j-open-handles"));
    }
  }

  private OpenHandles() {}

  /**
   * Notes that a native holder was opened.
   *
   * @param holder the holder
   */
  public static void opened(Object holder) {
    if (ENABLED) {
      note(holder, holder.getClass().getSimpleName());
    }
  }

  /**
   * Notes that a native holder was closed. Tensors are asked whether they are.
   *
   * @param holder the holder
   */
  public static void closed(Object holder) {
    if (ENABLED) {
      synchronized (OPEN) {
        OPEN.remove(holder);
      }
    }
  }

  /**
   * Notes that a tensor was made, which somebody has to close.
   *
   * @param <T> its type
   * @param tensor an open tensor
   * @return the tensor
   */
  public static <T extends Tensor> T opened(T tensor) {
    if (ENABLED) {
      note(tensor, tensor.dataType() + " tensor of shape " + tensor.shape());
    }
    return tensor;
  }

  private static void note(Object holder, String name) {
    Throwable place = new Throwable(name + " was opened here");
    synchronized (OPEN) {
      if (OPEN.size() >= full) {
        forgetClosedTensors();
        full = Math.max(FEW, 2 * OPEN.size());
      }
      OPEN.put(holder, place);
    }
  }

  private static void forgetClosedTensors() {
    OPEN.keySet().removeIf(each -> each instanceof Tensor tensor && HiddenMembers.isClosed(tensor));
  }

  /**
   * The places that opened the holders which are open now.
   *
   * @return one throwable for each open holder; empty when the switch is off
   */
  public static List<Throwable> report() {
    synchronized (OPEN) {
      forgetClosedTensors();
      return Collections.unmodifiableList(new ArrayList<>(OPEN.values()));
    }
  }

  /** How many are noted, closed tensors included. */
  static int known() {
    synchronized (OPEN) {
      return OPEN.size();
    }
  }

  /**
   * Fails if a holder is open that no earlier call has failed for: of many tests the one at fault
   * fails, and not every one after it. Never fails when the switch is off.
   *
   * @param what what ought to have closed everything, such as the name of a test
   * @throws AssertionError with the places that opened the holders as suppressed exceptions
   */
  public static void requireNone(String what) {
    List<Throwable> open = report().stream().filter(OpenHandles::tellOnce).toList();
    if (!open.isEmpty()) {
      AssertionError leak =
          new AssertionError("native holders are open after " + what + ": " + open.size());
      open.forEach(leak::addSuppressed);
      throw leak;
    }
  }

  private static boolean tellOnce(Throwable place) {
    synchronized (OPEN) {
      return TOLD.add(place);
    }
  }

  private static void tell() {
    List<Throwable> open = report();
    if (!open.isEmpty()) {
      LOG.error("native holders were never closed: {}", open.size());
      open.forEach(place -> LOG.error("left open", place));
    }
  }
}
