package org.estimator4j.tensorflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows every native holder that is open, with the place that opened it, when the system property
 * {@code estimator4j.leaks} is {@code true}; otherwise does nothing. The garbage collector frees
 * none of them, so a holder that is still here at the end of a program is a leak.
 */
public final class OpenHandles {

  private static final boolean ENABLED = Boolean.getBoolean("estimator4j.leaks");
  private static final Map<Object, Throwable> OPEN =
      Collections.synchronizedMap(new IdentityHashMap<>());

  private OpenHandles() {}

  /**
   * Notes that a native holder was opened.
   *
   * @param holder the holder
   */
  public static void opened(Object holder) {
    if (ENABLED) {
      OPEN.put(holder, new Throwable(holder.getClass().getSimpleName() + " was opened here"));
    }
  }

  /**
   * Notes that a native holder was closed.
   *
   * @param holder the holder
   */
  public static void closed(Object holder) {
    if (ENABLED) {
      OPEN.remove(holder);
    }
  }

  /**
   * The places that opened the holders which are open now.
   *
   * @return one throwable for each open holder; empty when the switch is off
   */
  public static List<Throwable> report() {
    synchronized (OPEN) {
      return new ArrayList<>(OPEN.values());
    }
  }
}
